/* SPDX-License-Identifier: MIT */
/*
 * date: calendar days and clocks.  A day is the number of days since 1970-01-01,
 * a time of day is minutes since midnight, a moment is milliseconds since 1970.
 * Days are those of Viet Nam (UTC+7, no summer time), whatever the machine says.
 */
#ifndef CORE_DATE_H
#define CORE_DATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { DATE_NONE = INT32_MIN };

/* The day of a calendar date; DATE_NONE when there is no such date (years 1900-2199). */
int32_t date_of(int year, int month, int day);

/* Splits a day into its parts; a day outside the years 1900-2199 as the nearest one inside. */
void date_split(int32_t day, int *year, int *month, int *dom);

/* 0 Monday ... 6 Sunday. */
int date_weekday(int32_t day);

/* The day written YYYY-MM-DD in the n bytes at s; DATE_NONE when it is not one. */
int32_t date_parse(const char *s, size_t n);

/*
 * The day as a clerk keys it: 23112021, 23/11/2021, 23-11-2021, 23.11.21, 231121, 2311, 23/11
 * (the year from near), 23 (month and year from near), YYYY-MM-DD.  Two digits of a year are
 * 2000-2099.  With near DATE_NONE the short ways are none.  DATE_NONE when it is none.
 */
int32_t date_parse_keyed(const char *s, int32_t near);

/* Writes YYYY-MM-DD (11 bytes with its NUL). */
void date_iso(int32_t day, char out[11]);

/* Writes dd/mm/yyyy (11 bytes). */
void date_local(int32_t day, char out[11]);

/* Minutes of HH:MM, H:MM, 7h30, 7h, HHMM or HH in s; -1 when it is none. */
int time_parse(const char *s);

/* Writes HH:MM (6 bytes). */
void time_text(int minutes, char out[6]);

/*
 * The wall clock, milliseconds since 1970-01-01 UTC; the fixed moment when one was set; the last
 * moment that is known of when the wall clock says a time before there were books (clock_lost).
 */
int64_t clock_now(void);

/* There was this moment: of the last change of the book in use. */
void clock_known(int64_t ms);

bool clock_lost(void);

/* Makes clock_now answer ms from now on (training books and tests only). */
void clock_fix(int64_t ms);

/* Today in Viet Nam by clock_now. */
int32_t date_today(void);

/* Whether day lies from ... to; DATE_NONE: open on that side. */
bool date_within(int32_t from, int32_t to, int32_t day);

/* The moment a day begins in Viet Nam, as clock_now counts. */
int64_t date_begins(int32_t day);

#endif
