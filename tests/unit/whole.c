/*
 * Linked with every object of one floor, used or not, and with the floors below it alone:
 * that this program exists is the proof that the floor calls nothing above it.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "base/base.h"
#include "tests/tap.h"

int
main(void)
{
	ok(err_kinds[ERR_USAGE].exit == 64,
	   "every object of the floor is linked, and none calls upwards");
	return tap_done();
}
