/*
 * No file tells in which order answers came.  append.t shows that these checks can fail.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "tests/privacy/order_checks.h"

int
main(void)
{
	order_two_orders(PEOPLE, "in one table");
	order_two_orders(20, "after doubling four times");
	order_at_rest();
	order_test_sees();
	return order_done();
}
