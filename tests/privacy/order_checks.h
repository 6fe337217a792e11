/*
 * The checks that no file tells the order in which answers came: order_checks.c.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_TEST_PRIVACY_ORDER_CHECKS_H
#define CANVASS_TEST_PRIVACY_ORDER_CHECKS_H

enum { PEOPLE = 400 };

/* Set to 0 when a file begins to be filled; the place_home() of append.t counts on. */
extern unsigned order_arrivals;

/* Two files with the same answers, in different orders and groups, are one file. */
void order_two_orders(unsigned expected, const char *words);
/* Nothing at rest tells; prints "# mean tau X" for the answers file. */
void order_at_rest(void);
/* While it is in use, the log does tell: so these checks can see. */
void order_test_sees(void);
/* Prints the plan of what was checked. */
int order_done(void);

#endif
