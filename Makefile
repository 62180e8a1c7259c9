# SPDX-License-Identifier: MIT
# soxa: `make help` lists what there is to do.  Objects live under build/VARIANT, so that
# release, asan and coverage builds stand side by side and nothing needs a clean between.

VERSION = 0.1.0
PREFIX  = /usr/local
DESTDIR =
VARIANT = release
B       = build/$(VARIANT)

CC      = gcc
PKGS    = ncursesw libutf8proc libzstd libsodium jansson libconfuse
WARN    = -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wformat=2 -Wvla
DEFS    = -D_GNU_SOURCE -DVERSION='"$(VERSION)"' -DLOCALEDIR='"$(PREFIX)/share/locale"' \
	-DFORMSDIR='"$(PREFIX)/share/soxa/forms"' -DCONFFILE='"/etc/soxa.conf"'
CFLAGS  = -O2 -g -fstack-protector-strong -D_FORTIFY_SOURCE=2
SAN     =
ALL_CFLAGS = -std=c11 $(WARN) $(DEFS) -I. $(CFLAGS) $(SAN)
LIBS    = $(shell pkg-config --libs $(PKGS)) -ldb-5.3
TLIBS   = $(shell pkg-config --libs check)

core_src = arena room buf err lang text letter order match reading date type value schema unit unitname lineage syllable ime imerule imetype \
	expr exprlex exprtype exprbind expreval exprfn exprwords usual check checkcell finding look memo record change code vv \
	file keys words merge store seek rowsum visit gate recover mend copy space filetree label backup renew restore \
	book shape shaperow node row save index indexput reindex posting tail query find findkeys local search draft setting keycount history fold verify verifyix \
	head payload column colread colcells collists colwrite pack seal dump inspect import intake recheck peer enrol outbox \
	report reportpart reportplan reportstock reporttable reportforms group dim due handed approve correct duty operator pin erase sent audit night span json csv
conf_src = conf option
forms_src = load seen join gather scan bytes attr pattern fieldopt formopt fit codesfile unitsfile reportfile reportparts link print
tui_src = setup cmd args slip input addline facts rows today duenow cmd_help cmd_tool cmd_add cmd_edit cmd_list cmd_lists cmd_show cmd_find cmd_book \
	cmd_dump cmd_forms cmd_report reportdata reporting cmd_parts cmd_filter cmd_status cmd_due cmd_approve cmd_correct cmd_check cmd_verify cmd_backup \
	cmd_people cmd_person pinask tab login cmd_audit auditview \
	grid viqr key keyin taught desk font batch edit editword editshow typing action app frame charset term screens \
	home calendar periodmove checkview correctview list listload recordview removal help helptext fieldhelp formpage settings keypage letters scroll \
	entry entrycell entrysave entrysides choice choicelist names hand handask layout form sheet sheetlines known keyview gridform lookup ask \
	sides reports reportview reportplace reportprint figures paper papermake papertable paperhtml partsview formset talk line lineask lineorder lineshow

lib_c  = $(core_src:%=core/%.c) $(conf_src:%=conf/%.c) $(forms_src:%=forms/%.c) $(tui_src:%=tui/%.c)
unit_c = $(wildcard tests/unit/*.c) $(addprefix tests/crash/,crash.c disk.c fault.c) $(addprefix tests/screen/,check_screen.c fixture.c script.c)

crash_tools = $(addprefix $(B)/,office replay sweep flip preload.so)

lib_o  = $(lib_c:%.c=$(B)/%.o)
unit_o = $(unit_c:%.c=$(B)/%.o)
mo     = $(B)/locale/vi/LC_MESSAGES/soxa.mo

Q = $(if $(V),,@)
say = @echo "  $(1) $(2)"

.DEFAULT_GOAL = all

all: $(B)/soxa $(mo) ## build the program: build/soxa

build/deps-%: tests/deps.sh
	@mkdir -p build
	@tests/deps.sh $*
	@touch $@

$(B)/%.o: %.c | build/deps-build build/deps-check
	@mkdir -p $(@D)
	$(call say,CC  ,$<)
	$(Q)$(CC) $(ALL_CFLAGS) -MMD -MP -c $< -o $@

# The few that know where things are installed are made again when that changes.
$(addprefix $(B)/,core/lang.o core/backup.o conf/conf.o tui/setup.o tui/cmd_help.o): $(B)/where
$(B)/where: FORCE
	@mkdir -p $(@D)
	@echo '$(PREFIX) $(VERSION)' | cmp -s - $@ || echo '$(PREFIX) $(VERSION)' > $@

$(B)/libsoxa.a: $(lib_o)
	$(call say,AR  ,$@)
	$(Q)rm -f $@ && ar rcs $@ $^

$(B)/soxa: $(B)/tui/main.o $(B)/libsoxa.a
	$(call say,LD  ,$@)
	$(Q)$(CC) $(ALL_CFLAGS) $^ $(LIBS) -o $@
	@ln -sf $(VARIANT)/soxa build/soxa

$(mo): tui/po/vi.po | build/deps-build
	@mkdir -p $(@D)
	$(call say,MO  ,$@)
	$(Q)msgfmt -o $@ $<

$(B)/unit: $(unit_o) $(B)/libsoxa.a
	$(call say,LD  ,$@)
	$(Q)$(CC) $(ALL_CFLAGS) $^ $(TLIBS) $(LIBS) -o $@

$(B)/safe: $(B)/tests/term/safe.o
	$(Q)$(CC) $(ALL_CFLAGS) $^ $(LIBS) -o $@

$(B)/forge: $(B)/tests/term/forge.o $(B)/libsoxa.a
	$(Q)$(CC) $(ALL_CFLAGS) $^ $(LIBS) -o $@

check: all $(B)/unit $(B)/ptykeys $(B)/safe $(B)/forge $(crash_tools) ## unit, screen and command-line tests, no terminal needed; the short forms of check-crash
	$(Q)tests/term/cli.sh $(B)
	$(if $(SAN),# its preload cannot stand before a sanitizer,$(Q)tests/crash/run.sh $(B) short)
	$(Q)$(B)/unit

accept: all $(B)/unit ## rewrite the pictures of the screen tests; then read the diff
	$(Q)ACCEPT=1 $(B)/unit screen

$(B)/ptykeys: $(addprefix $(B)/tests/,term/ptykeys.o term/keyset.o term/vt.o screen/script.o) $(B)/libsoxa.a
	$(Q)$(CC) $(ALL_CFLAGS) $^ $(LIBS) -o $@

$(B)/mkbook: $(addprefix $(B)/tests/screen/,mkbook.o fixture.o) $(B)/libsoxa.a
	$(Q)$(CC) $(ALL_CFLAGS) $^ $(LIBS) -o $@

$(B)/slowline: $(B)/tests/term/slowline.o
	$(Q)$(CC) $(ALL_CFLAGS) $^ -lutil -o $@

check-term: build/deps-term all $(B)/ptykeys $(B)/mkbook $(B)/slowline $(B)/bareform ## the screens on real terminals: tmux, hang-up, slow lines, the matrix, bytes
	$(Q)tests/term/run.sh $(B)
	$(Q)tests/term/matrix.sh $(B)
	$(Q)tests/term/slow.sh $(B)
	$(Q)tests/term/captures.sh $(B)
	$(Q)tests/term/sshd.sh $(B)

check-quarter: all ## a made-up quarter of one commune and of all 106, keyed, sent, summed: some minutes
	$(Q)tests/term/quarter.sh $(B)

captures: build/deps-term all ## pictures of names typed by Telex and VNI, and of searches, as TERM=linux and vt100
	$(Q)tests/term/captures.sh $(B)

check-xterm: all $(B)/mkbook ## the screens in real windows under Xvfb; pictures to look at in build/VARIANT/xterm
	$(Q)tests/term/xterm.sh $(B)

$(B)/bench-%: $(B)/tests/bench/%.o $(B)/tests/bench/bench.o $(B)/tests/bench/world.o $(B)/libsoxa.a
	$(call say,LD  ,$@)
	$(Q)$(CC) $(ALL_CFLAGS) $^ $(LIBS) -lsqlite3 -lutil -o $@

$(B)/bareform: $(B)/tests/bench/bareform.o
	$(Q)$(CC) $(ALL_CFLAGS) $^ $(LIBS) -o $@

bench: build/deps-bench all $(B)/bench-save $(B)/bench-scan $(B)/bench-growth $(B)/bench-size $(B)/bench-first $(B)/bareform $(B)/ptykeys ## figures side by side with the peers
	$(Q)tests/bench/run.sh $(B)

demo: all $(B)/ptykeys ## the main job in two minutes, in build/demo
	$(Q)tests/demo.sh $(B) build/demo

run: all ## the screens, on the demo's book
	$(Q)[ -d build/demo/doan-ket ] || $(MAKE) demo
	$(Q)$(B)/soxa -b $(CURDIR)/build/demo/doan-ket --as lan

pages = tui/soxa.1 forms/soxa-form.5 conf/soxa.conf.5
samples = conf/soxa.conf conf/soxa-sshd.conf conf/soxa-authorized_keys conf/soxa-console.service conf/soxa-dump.service conf/soxa-dump.timer conf/soxa-dump.cron
scripts = conf/soxa-account conf/soxa-console

$(B)/manual: $(B)/tui/manual.o $(B)/libsoxa.a
	$(Q)$(CC) $(ALL_CFLAGS) $^ $(LIBS) -o $@

man: $(B)/manual all ## manual pages with their tables filled, in build/VARIANT/man
	@mkdir -p $(B)/man
	$(Q)for p in $(pages); do $(B)/manual < $$p > $(B)/man/$$(basename $$p) || exit 1; done
	$(Q)$(B)/soxa --lang en forms man > $(B)/man/soxa-forms.7
	$(Q)$(B)/soxa --lang vi forms man > $(B)/man/soxa-forms.vi.7

data = forms/data/*.form forms/data/*.codes forms/data/*.units forms/data/*.report
share = $(DESTDIR)$(PREFIX)/share

install: all man ## install under DESTDIR and PREFIX
	install -d $(DESTDIR)$(PREFIX)/bin $(share)/soxa/forms $(share)/locale/vi/LC_MESSAGES \
		$(share)/man/man1 $(share)/man/man5 $(share)/man/man7 $(share)/man/vi/man7
	install -m 755 $(B)/soxa $(DESTDIR)$(PREFIX)/bin/soxa
	install -m 644 $(wildcard $(data)) $(share)/soxa/forms
	install -m 644 $(mo) $(share)/locale/vi/LC_MESSAGES/soxa.mo
	install -m 644 $(B)/man/soxa.1 $(share)/man/man1
	install -m 644 $(B)/man/soxa-form.5 $(B)/man/soxa.conf.5 $(share)/man/man5
	install -m 644 $(B)/man/soxa-forms.7 $(share)/man/man7
	install -m 644 $(B)/man/soxa-forms.vi.7 $(share)/man/vi/man7/soxa-forms.7
	install -m 644 $(samples) $(share)/soxa
	install -m 755 $(scripts) $(share)/soxa

uninstall: ## remove exactly what install put
	rm -f $(DESTDIR)$(PREFIX)/bin/soxa $(addprefix $(share)/soxa/forms/,$(notdir $(wildcard $(data)))) \
		$(share)/locale/vi/LC_MESSAGES/soxa.mo $(share)/man/man1/soxa.1 \
		$(share)/man/man5/soxa-form.5 $(share)/man/man5/soxa.conf.5 \
		$(share)/man/man7/soxa-forms.7 $(share)/man/vi/man7/soxa-forms.7 $(addprefix $(share)/soxa/,$(notdir $(samples) $(scripts)))
	rmdir $(share)/soxa/forms $(share)/soxa 2>/dev/null || true

dist: ## a tarball of what is committed, and its checksum
	git archive --prefix=soxa-$(VERSION)/ -o build/soxa-$(VERSION).tar.gz HEAD
	cd build && sha256sum soxa-$(VERSION).tar.gz > soxa-$(VERSION).tar.gz.sha256

ASAN = VARIANT=asan CFLAGS="-O1 -g -fno-omit-frame-pointer" \
	SAN="-fsanitize=address,undefined -fno-sanitize-recover=undefined"

asan: export LSAN_OPTIONS = suppressions=$(CURDIR)/tests/crash/lsan.supp:print_suppressions=0
asan: ## the tests under AddressSanitizer and UndefinedBehaviorSanitizer
	$(Q)$(MAKE) $(ASAN) check

coverage: build/deps-cover ## branch coverage of core/ by the tests
	$(Q)find build/coverage -name '*.gcda' -delete 2>/dev/null || true
	$(Q)$(MAKE) VARIANT=coverage CFLAGS="-O0 -g --coverage" check
	$(Q)gcovr --root . --object-directory build/coverage --filter core/ --branches --sort-percentage \
		--exclude-unreachable-branches --exclude-throw-branches --exclude-branches-by-pattern '.*assert\(.*' \
		--txt build/coverage.txt --print-summary
	$(Q)cat build/coverage.txt

lint: build/deps-build build/deps-lint ## layers, sizes, sentences, static analysis, shell scripts, manual pages
	tests/lint/layers.sh
	tests/lint/sizes.sh
	tests/lint/po.sh
	tests/lint/says.sh
	tests/lint/forms.sh
	$(Q)shellcheck $$(git ls-files '*.sh') .ci/run
	$(Q)mandoc -T lint -W warning $$(git ls-files '*.[0-9]')
	$(Q)cppcheck --quiet --error-exitcode=1 --inline-suppr --enable=warning,portability --std=c11 \
		-I. $(DEFS) core conf forms tui
	$(Q)printf '%s\n' -std=c11 $(DEFS) -I$(CURDIR) > build/compile_flags.txt
	$(Q)printf '%s\n' $(lib_c) tui/main.c | xargs -P 2 -n 8 clang-tidy --quiet -p build 2> build/tidy.log

$(B)/kill: $(addprefix $(B)/tests/,crash/kill.o crash/crash.o crash/fault.o crash/disk.o unit/bookfix.o unit/place.o) $(B)/libsoxa.a
	$(call say,LD  ,$@)
	$(Q)$(CC) $(ALL_CFLAGS) $^ $(TLIBS) $(LIBS) -o $@

$(B)/office: $(addprefix $(B)/tests/,crash/office.o crash/clerk.o crash/line.o crash/child.o term/vt.o) $(B)/libsoxa.a
	$(Q)$(CC) $(ALL_CFLAGS) $^ $(LIBS) -lutil -o $@

$(B)/replay: $(addprefix $(B)/tests/,crash/replay.o crash/fix.o crash/cut.o crash/cutplay.o crash/clerk.o crash/line.o crash/child.o term/vt.o) \
		$(B)/libsoxa.a
	$(Q)$(CC) $(ALL_CFLAGS) $^ $(LIBS) -lutil -o $@

$(B)/sweep: $(addprefix $(B)/tests/,crash/sweep.o crash/fix.o crash/cut.o crash/cutplay.o crash/line.o crash/child.o) $(B)/libsoxa.a
	$(Q)$(CC) $(ALL_CFLAGS) $^ $(LIBS) -o $@

$(B)/flip: $(addprefix $(B)/tests/,crash/flip.o crash/fix.o crash/cut.o crash/cutplay.o crash/line.o crash/child.o) $(B)/libsoxa.a
	$(Q)$(CC) $(ALL_CFLAGS) $^ $(LIBS) -o $@

$(B)/preload.so: tests/crash/preload.c tests/crash/preload_disk.c tests/crash/preload.h tests/crash/trace.h
	@mkdir -p $(@D)
	$(Q)$(CC) -std=c11 $(WARN) $(DEFS) -I. -O1 -g -fPIC -fno-builtin -shared $(filter %.c,$^) -o $@

KILLS = 400
STATES = 1000
EVERY = 4
FLIPS = 50
check-crash: all $(B)/kill $(crash_tools) ## kill people who save, KILLS times, fail the disk under them, look for what was acknowledged
	$(Q)$(B)/kill $(KILLS)
	$(Q)KILLS=$(KILLS) STATES=$(STATES) EVERY=$(EVERY) FLIPS=$(FLIPS) tests/crash/run.sh $(B) long $(FORMS)

valgrind: build/deps-valgrind all $(B)/unit ## the unit suites and a walk through the commands under Valgrind: half an hour
	$(Q)tests/crash/valgrind.sh $(B)

FUZZ_SECS = 60
fuzz_names = $(patsubst tests/fuzz/fuzz_%.c,%,$(wildcard tests/fuzz/fuzz_*.c))

fuzz: build/deps-fuzz ## hostile bytes for every reader, FUZZ_SECS seconds each
	$(Q)$(MAKE) VARIANT=fuzz CC=clang CFLAGS="-O1 -g" \
		SAN="-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined" fuzz-run

$(B)/fuzz-%: $(B)/tests/fuzz/fuzz_%.o $(B)/libsoxa.a
	$(call say,LD  ,$@)
	$(Q)$(CC) $(ALL_CFLAGS) -fsanitize=fuzzer $^ $(LIBS) -o $@

$(B)/fuzz-expr: $(B)/tests/unit/formfix.o

fuzz-run: $(fuzz_names:%=$(B)/fuzz-%)
	$(Q)for n in $(fuzz_names); do \
		mkdir -p $(B)/corpus/$$n; echo "  FUZZ $$n, $(FUZZ_SECS) s"; \
		$(B)/fuzz-$$n -max_total_time=$(FUZZ_SECS) -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
			-artifact_prefix=$(B)/corpus/$$n- $(B)/corpus/$$n $(wildcard tests/fuzz/corpus/$$n) \
			> $(B)/corpus/$$n.log 2>&1 || { tail -40 $(B)/corpus/$$n.log; exit 1; }; \
		grep -E 'number_of_executed_units|^Done' $(B)/corpus/$$n.log; done

format: build/deps-lint ## lay the code out by .clang-format
	$(Q)clang-format -i $$(git ls-files '*.c' '*.h')

clean: ## remove build/
	rm -rf build

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | sort | expand -t 16

-include $(lib_o:.o=.d) $(unit_o:.o=.d) $(B)/tui/main.d $(wildcard $(B)/tests/*/*.d)
.PRECIOUS: build/deps-% $(B)/%.o
FORCE:
.PHONY: FORCE all check check-crash valgrind accept check-term check-quarter check-xterm asan captures coverage lint format clean help bench demo run man fuzz fuzz-run install uninstall dist
