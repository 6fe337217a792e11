/*
 * Any bytes as a pattern: it is judged, within bounded work, and told of with a place in it.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <stdint.h>

#include "base/base.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	char pattern[1100], why[200] = "";
	size_t at = SIZE_MAX;
	enum rx_fault fault;

	if (len >= sizeof(pattern))
		len = sizeof(pattern) - 1;
	memcpy(pattern, data, len);
	pattern[len] = '\0';
	fault = rx_check(pattern, &at, why, sizeof(why));
	if (fault == RX_GOOD ? at != SIZE_MAX || *why : at > strlen(pattern) || !*why)
		die("broken promise: a pattern is good, or told why and where");
	if (!utf8_valid(why, strlen(why)))
		die("broken promise: what is told is text");
	return 0;
}
