/*
 * The most memory that was resident at once: what must not grow is measured, not believed.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_TEST_MEMORY_H
#define CANVASS_TEST_MEMORY_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* From here on the most is counted anew.  False: it cannot be told, or sanitizers take some. */
__attribute__((unused)) static int
memory_begin(void)
{
	const char *sanitized = getenv("SANITIZED");
	FILE *clear = fopen("/proc/self/clear_refs", "w");
	int good = clear && fputs("5", clear) >= 0;

	if (clear && fclose(clear) != 0)
		good = 0;
	return good && !(sanitized && *sanitized);
}

/* Kilobytes. */
__attribute__((unused)) static long
memory_most(void)
{
	FILE *in = fopen("/proc/self/status", "r");
	char line[200];
	long kib = -1;

	while (in && fgets(line, sizeof(line), in))
		if (strncmp(line, "VmHWM:", 6) == 0)
			kib = strtol(line + 6, NULL, 10);
	if (in)
		fclose(in);
	return kib;
}

#endif
