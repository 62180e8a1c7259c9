/* SPDX-License-Identifier: MIT */
/*
 * date: the Gregorian calendar by arithmetic and one clock.  The C library's
 * time zones are not used: Viet Nam has kept UTC+7 without summer time all the
 * years a book may hold.  Invariant: every function that answers a day answers
 * one of the years 1900-2199 or DATE_NONE.
 */
#include "core/date.h"

#include <time.h>

enum { YEAR_MIN = 1900, YEAR_MAX = 2199 };
enum { DAY_MS = 86400000, VN_MS = 7 * 3600000 };

static const short month_start[13] = { 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365 };

/* The moment clock_now answers when not 0: there is one clock in a process, and
 * a training book or a test fixes it once at its start. */
static int64_t fixed_ms;

/* When no book of soxa's was there yet: a clock that says so lost its battery, as old computers do. */
#define NONE_BEFORE INT64_C(1751302800000) /* 1 July 2025 */

/* What such a clock answers: the last moment that is known of, from the book in use. */
static int64_t known_ms = NONE_BEFORE;

static bool
is_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

/* Days before 1 January of year, counted from 1970-01-01. */
static int32_t
year_start(int year)
{
	int y = year - 1;

	return 365 * (year - 1970) + (y / 4 - y / 100 + y / 400) - 477;
}

static int
month_days(int year, int month)
{
	return month_start[month] - month_start[month - 1] + (month == 2 && is_leap(year));
}

int32_t
date_of(int year, int month, int day)
{
	if (year < YEAR_MIN || year > YEAR_MAX || month < 1 || month > 12)
		return DATE_NONE;
	if (day < 1 || day > month_days(year, month))
		return DATE_NONE;
	return year_start(year) + month_start[month - 1] + (month > 2 && is_leap(year)) + day - 1;
}

void
date_split(int32_t day, int *year, int *month, int *dom)
{
	int y, m = 1, rest;

	if (day < year_start(YEAR_MIN)) /* only damage brings such days; they must not trap */
		day = year_start(YEAR_MIN);
	if (day >= year_start(YEAR_MAX + 1))
		day = year_start(YEAR_MAX + 1) - 1;
	y = 1970 + day / 366;
	while (year_start(y) > day)
		y--;
	while (year_start(y + 1) <= day)
		y++;
	rest = day - year_start(y);
	while (rest >= month_days(y, m))
		rest -= month_days(y, m++);
	*year = y;
	*month = m;
	*dom = rest + 1;
}

int
date_weekday(int32_t day)
{
	return (int)(((int64_t)day % 7 + 10) % 7); /* 1970-01-01 was a Thursday */
}

/* The number the n digits at s write; -1 when one of them is no digit. */
static int
digits(const char *s, size_t n)
{
	int v = 0;
	size_t i;

	for (i = 0; i < n; i++) {
		if (s[i] < '0' || s[i] > '9')
			return -1;
		v = v * 10 + (s[i] - '0');
	}
	return v;
}

int32_t
date_parse(const char *s, size_t n)
{
	if (n != 10 || s[4] != '-' || s[7] != '-')
		return DATE_NONE;
	return date_of(digits(s, 4), digits(s + 5, 2), digits(s + 8, 2));
}

/* The number of digits at *s, which is moved past them; their value in *v. */
static int
digit_run(const char **s, int *v)
{
	const char *p = *s;
	int n;

	while (*p >= '0' && *p <= '9' && p - *s < 9)
		p++;
	n = (int)(p - *s);
	*v = digits(*s, (size_t)n);
	*s = p;
	return n;
}

/* Digits only: DD, DDMM, DDMMYY, DDMMYYYY. */
static int32_t
parse_run(const char *s, int n, int32_t near)
{
	int y = 0, m = 0, d;

	if (near != DATE_NONE)
		date_split(near, &y, &m, &d);
	d = digits(s, n < 2 ? (size_t)n : 2);
	if (n >= 4)
		m = digits(s + 2, 2);
	if (n > 4)
		y = digits(s + 4, (size_t)n - 4);
	if (n == 6)
		y += 2000;
	return n <= 2 || n == 4 || n == 6 || n == 8 ? date_of(y, m, d) : DATE_NONE;
}

int32_t
date_parse_keyed(const char *s, int32_t near)
{
	const char *p = s;
	int y = 0, m, d, len;
	char sep;

	len = digit_run(&p, &d);
	if (len == 0)
		return DATE_NONE;
	if (*p == '\0')
		return parse_run(s, len, near);
	if (len == 4) {
		while (*p && p - s < 11)
			p++;
		return date_parse(s, (size_t)(p - s));
	}
	sep = *p++;
	if (len > 2 || (sep != '/' && sep != '-' && sep != '.'))
		return DATE_NONE;
	len = digit_run(&p, &m);
	if (len < 1 || len > 2)
		return DATE_NONE;
	if (*p == '\0' && near != DATE_NONE) {
		date_split(near, &y, &len, &len);
		return date_of(y, m, d);
	}
	if (*p++ != sep)
		return DATE_NONE;
	len = digit_run(&p, &y);
	if (*p || (len != 2 && len != 4))
		return DATE_NONE;
	return date_of(len == 2 ? 2000 + y : y, m, d);
}

static void
put_digits(char *out, int v, int n)
{
	while (n-- > 0) {
		out[n] = (char)('0' + v % 10);
		v /= 10;
	}
}

void
date_iso(int32_t day, char out[11])
{
	int y, m, d;

	date_split(day, &y, &m, &d);
	put_digits(out, y, 4);
	put_digits(out + 5, m, 2);
	put_digits(out + 8, d, 2);
	out[4] = out[7] = '-';
	out[10] = '\0';
}

void
date_local(int32_t day, char out[11])
{
	int y, m, d;

	date_split(day, &y, &m, &d);
	put_digits(out, d, 2);
	put_digits(out + 3, m, 2);
	put_digits(out + 6, y, 4);
	out[2] = out[5] = '/';
	out[10] = '\0';
}

int
time_parse(const char *s)
{
	const char *p = s;
	int h, m = 0, len = digit_run(&p, &h);

	if (len == 4 && *p == '\0') {
		m = h % 100;
		h /= 100;
	} else if (len < 1 || len > 2) {
		return -1;
	} else if (*p == ':' || *p == 'h' || *p == 'H') {
		bool bare = *p++ != ':' && *p == '\0'; /* 7h */

		if (!bare && (digit_run(&p, &m) != 2 || *p))
			return -1;
	} else if (*p) {
		return -1;
	}
	return h < 24 && m < 60 ? h * 60 + m : -1;
}

void
time_text(int minutes, char out[6])
{
	put_digits(out, minutes / 60, 2);
	put_digits(out + 3, minutes % 60, 2);
	out[2] = ':';
	out[5] = '\0';
}

int64_t
clock_now(void)
{
	struct timespec t;
	int64_t ms;

	if (fixed_ms)
		return fixed_ms;
	clock_gettime(CLOCK_REALTIME, &t); /* cannot fail: the clock and the pointer are good */
	ms = (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
	return ms < NONE_BEFORE ? known_ms : ms;
}

void
clock_known(int64_t ms)
{
	if (ms > known_ms && ms < date_begins(date_of(2100, 1, 1)))
		known_ms = ms;
}

bool
clock_lost(void)
{
	return fixed_ms == 0 && clock_now() == known_ms;
}

void
clock_fix(int64_t ms)
{
	fixed_ms = ms;
}

/* from needs no test of its own: DATE_NONE lies before every day. */
bool
date_within(int32_t from, int32_t to, int32_t day)
{
	return from <= day && (to == DATE_NONE || day <= to);
}

int32_t
date_today(void)
{
	return (int32_t)((clock_now() + VN_MS) / DAY_MS);
}

int64_t
date_begins(int32_t day)
{
	return (int64_t)day * DAY_MS - VN_MS;
}
