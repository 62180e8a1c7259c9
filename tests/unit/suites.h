/* SPDX-License-Identifier: MIT */
/* One line a suite: SUITE(name) runs name_suite() of check_name.c. */
SUITE(arena)
SUITE(buf)
SUITE(keys)
SUITE(value)
SUITE(record)
SUITE(expr)
SUITE(store)
SUITE(keyin)
SUITE(text)
SUITE(order)
SUITE(check)
