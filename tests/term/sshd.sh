#!/bin/sh
# SPDX-License-Identifier: MIT
# sshd.sh BUILD: the samples of conf/ tried against a real sshd on a high port, as the user who runs this: the
# screens come out of a key, and no shell, no command, no file, no forwarding, no agent.  Skipped, loudly, where
# there is no sshd.
set -u
build=$(cd "$1" && pwd)
top=$(cd "$(dirname "$0")/../.." && pwd)
sshd=/usr/sbin/sshd
if [ ! -x "$sshd" ] || ! command -v sftp >/dev/null; then
	echo "sshd.sh: SKIPPED: there is no $sshd here (Debian: openssh-server): the accounts were NOT tried"
	exit 0
fi
work=$(mktemp -d)
passed=0
failed=0
daemon=
stop() {
	[ -z "$daemon" ] || kill "$daemon" 2>/dev/null
	[ -z "${SSH_AGENT_PID:-}" ] || kill "$SSH_AGENT_PID" 2>/dev/null
	rm -rf "$work"
}
trap stop EXIT

ok() { passed=$((passed + 1)); }
no() {
	failed=$((failed + 1))
	echo "sshd.sh: $*"
	head -c 600 "$work/out" | sed 's/^/    /'
}
# has NAME TEXT, lacks NAME TEXT: the last output.
has() { if grep -qF -e "$2" "$work/out"; then ok; else no "$1: no '$2' came out"; fi; }
lacks() { if grep -qF -e "$2" "$work/out"; then no "$1: '$2' came out"; else ok; fi; }
fails() {
	name=$1
	shift
	if "$@" > "$work/out" 2>&1 < /dev/null; then no "$name: it was allowed"; else ok; fi
}

# The book, with people in it.
book=$work/book
SOXA_CLOCK=$("$build/mkbook" "$book") || exit 1
soxa="$build/soxa -b $book --lang en"
printf '284617\n' | $soxa people add kt --role technician --pin 2>/dev/null
printf '284617\n' | $soxa --as kt people add chi --role operator --pin 2>/dev/null
$soxa --as kt people add mai --role operator 2>/dev/null
$soxa --as kt people add an --role auditor 2>/dev/null

# Keys and a daemon, with the sample lines of conf/ in it.
for k in host mai an probe; do ssh-keygen -q -t ed25519 -N '' -f "$work/$k" -C "$k"; done
export SOXA_KEYS="$work/keys" SOXA_PROGRAM="env SOXA_CLOCK=$SOXA_CLOCK $build/soxa -b $book"
: > "$work/keys"
"$top/conf/soxa-account" key mai < "$work/mai.pub" || exit 1
"$top/conf/soxa-account" key an < "$work/an.pub" || exit 1
# shellcheck disable=SC2016 # for the shell behind the key
echo 'restrict,pty,command="echo AGENT=$SSH_AUTH_SOCK." '"$(cat "$work/probe.pub")" >> "$work/keys"
port=$((20000 + $$ % 20000))
[ "$(id -u)" != 0 ] || mkdir -p /run/sshd
{
	cat <<-END
	Port $port
	ListenAddress 127.0.0.1
	HostKey $work/host
	PidFile $work/pid
	StrictModes no
	UsePAM no
	PermitRootLogin yes
	PasswordAuthentication no
	Subsystem sftp internal-sftp
	AuthorizedKeysFile $work/keys
	END
	sed -n '/^	/p' "$top/conf/soxa-sshd.conf" | grep -v AuthorizedKeysFile
} > "$work/sshd_config"
"$sshd" -f "$work/sshd_config" -D -E "$work/log" &
daemon=$!
cat > "$work/config" <<-END
	Host soxa
	HostName 127.0.0.1
	Port $port
	User $(id -un)
	UserKnownHostsFile /dev/null
	StrictHostKeyChecking no
	IdentitiesOnly yes
	BatchMode yes
	LogLevel ERROR
	END
chmod 600 "$work/config"
as() { # as NAME ARGUMENT...
	who=$1
	shift
	timeout 20 ssh -F "$work/config" -i "$work/$who" "$@"
}
for _ in 1 2 3 4 5 6 7 8 9 10; do
	as probe soxa > "$work/out" 2>&1 && break
	sleep 0.3
done
has 'the daemon is there' 'AGENT=.'

# No command, no shell: what is asked for is not even looked at.
marker="$work/was-here"
for command in id "sh -c 'touch $marker'" '/bin/sh -i' 'soxa --as kt people list' "cat $book/keys/node.key"; do
	fails "ssh soxa $command" as mai soxa "$command"
	lacks "$command" 'uid='
	has "$command" 'soxa'
done
printf 'touch %s\nexit\n' "$marker" | as mai -T soxa > "$work/out" 2>&1
printf 'touch %s\r' "$marker" | as mai -tt soxa sh > "$work/out" 2>&1
if [ -e "$marker" ]; then no "a command ran"; else ok; fi

# No file goes out or in.
echo x > "$work/file"
fails 'scp out' timeout 20 scp -F "$work/config" -i "$work/mai" "soxa:$book/gate" "$work/stolen"
fails 'scp in' timeout 20 scp -F "$work/config" -i "$work/mai" "$work/file" "soxa:$marker"
fails 'scp -O out' timeout 20 scp -O -F "$work/config" -i "$work/mai" "soxa:$book/gate" "$work/stolen"
fails 'scp -O in' timeout 20 scp -O -F "$work/config" -i "$work/mai" "$work/file" "soxa:$marker"
echo "get $book/gate $work/stolen" > "$work/batch"
fails 'sftp' timeout 20 sftp -F "$work/config" -i "$work/mai" -b "$work/batch" soxa
if [ -e "$marker" ] || [ -e "$work/stolen" ]; then no 'a file moved'; else ok; fi

# No forwarding, whichever way, and no agent.
fails 'ssh -W' as mai -W "127.0.0.1:$port" soxa
fails 'ssh -R' as mai -N -o ExitOnForwardFailure=yes -R $((port + 1)):127.0.0.1:"$port" soxa
as mai -N -o ExitOnForwardFailure=yes -L "127.0.0.1:$((port + 2)):127.0.0.1:$port" soxa > "$work/out" 2>&1 &
tunnel=$!
sleep 1
fails 'a connection through ssh -L' timeout 10 ssh-keyscan -p $((port + 2)) 127.0.0.1
kill "$tunnel" 2>/dev/null
wait "$tunnel" 2>/dev/null
eval "$(ssh-agent -s)" > /dev/null
as probe -A soxa > "$work/out" 2>&1
has 'ssh -A' 'AGENT=.'

# The screens do come out, with a pseudo-terminal, whatever command is asked for; F10 ends the connection.
cat > "$work/screens.keys" <<'END'
:wait "F08" "f08" F4 :wait "F08" F10 :wait "F08" F10
END
if "$build/ptykeys" "$work/screens.keys" ssh -F "$work/config" -i "$work/mai" -tt soxa sh > "$work/out" 2>&1; then ok; else no 'the screens'; fi
cat > "$work/auditor.keys" <<'END'
:wait "F08" "f08" F4 :wait "người nhập liệu" Ctrl-U "@" Enter :wait "Nhật ký" F10 :wait "F08" F10
END
if "$build/ptykeys" "$work/auditor.keys" ssh -F "$work/config" -i "$work/an" -tt soxa > "$work/out" 2>&1; then ok; else no 'an auditor at the screens'; fi
"$top/conf/soxa-account" drop an
fails 'a key that was dropped' as an soxa
has 'a key that was dropped' 'Permission denied'

# A shared console: nobody comes in without a name and a PIN, and nothing of the book is seen before.
cat > "$work/console.keys" <<'END'
:wait "PIN" "chi" Enter "000000" Enter :wait "Sai tên" "284617" Enter :wait "F08" F10
END
if SOXA_CLOCK=$SOXA_CLOCK "$build/ptykeys" "$work/console.keys" "$build/soxa" -b "$book" > "$work/out" 2>&1; then ok; else no 'a shared console'; fi
echo ':wait "PIN" :shot F10' > "$work/shut.keys"
SOXA_CLOCK=$SOXA_CLOCK "$build/ptykeys" "$work/shut.keys" "$build/soxa" -b "$book" > "$work/out" 2>&1
lacks 'the console before the PIN' 'F08'
for who in '' -x 'a b' 'x"'; do
	fails "soxa-account key '$who'" "$top/conf/soxa-account" key "$who"
done

echo "sshd.sh: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
