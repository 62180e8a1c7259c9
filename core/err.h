/* SPDX-License-Identifier: MIT */
/*
 * err: the one way a function says why it failed.  The caller owns the struct;
 * it is untouched on success, and on failure holds a code to decide with and a
 * complete sentence, already in the reader's language, to show.
 */
#ifndef CORE_ERR_H
#define CORE_ERR_H

/*
 * Codes 1-7 are the exit codes of the command-line contract; the codes from 16
 * on are the names a dump is refused with, each mapped to one of them.
 */
enum err_code {
	E_OK = 0, E_USAGE = 1, E_INPUT = 2, E_DAMAGE = 3, E_CRYPTO = 4,
	E_RULE = 5, E_BUSY = 6, E_SPACE = 7,
	E_MAGIC = 16, E_VERSION, E_TRUNCATED, E_HASH, E_FRAME, E_SIG,
	E_KEY_UNKNOWN, E_KEY_REVOKED, E_UNIT, E_GAP, E_FORK, E_ROLLBACK,
	E_LIMIT, E_BOMB, E_JSON, E_UTF8, E_FIELD, E_SCHEMA, E_CLOCK, E_REPLAY,
	E_LAST
};

struct err {
	enum err_code code;
	char text[768];
};

/* Fills e and returns -1, so that a function can say `return err_set(...)`. */
int err_set(struct err *e, enum err_code code, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

#ifdef __clang_analyzer__ /* which reads one file at a time and would not know what comes back */
#define err_set(...) (err_set(__VA_ARGS__), -1)
#endif

/* Puts "what: " before the sentence in e, keeps its code, returns -1. */
int err_wrap(struct err *e, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* The exit code (0-7) of the command-line contract that stands for code. */
int err_exit(enum err_code code);

/* The name a dump's refusal is reported under ("E_TRUNCATED"); "E_INPUT" and so on for 1-7. */
const char *err_name(enum err_code code);

#endif
