/*
 * How to reach somebody: e-mail, phone, web and handles, IP addresses.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "answer/redact_internal.h"

const struct pattern_row contact_rows[] = {
	{ .pattern = NULL },
};

void
find_contacts(struct scan *s)
{
	(void)s;
}
