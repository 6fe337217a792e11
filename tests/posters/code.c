/*
 * QR codes for the tests to compare with: of each line "VERSION ADDRESS" of standard input the
 * version and its modules, row by row, 1 for dark.  Version 0: the smallest that holds it.  Always
 * alphanumeric, error correction M.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <qrencode.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int
draw(int version, const char *address)
{
	QRinput *input = QRinput_new2(version, QR_ECLEVEL_M);
	QRcode *code = NULL;

	if (input && !QRinput_append(input, QR_MODE_AN, (int)strlen(address),
				     (const unsigned char *)address))
		code = QRcode_encodeInput(input);
	QRinput_free(input);
	if (!code)
		return 1;
	printf("%d ", code->version);
	for (int i = 0; i < code->width * code->width; i++)
		putchar('0' + (code->data[i] & 1));
	putchar('\n');
	QRcode_free(code);
	return 0;
}

int
main(void)
{
	char line[512];

	while (fgets(line, sizeof(line), stdin)) {
		char *address = NULL;
		int version = (int)strtol(line, &address, 10);

		line[strcspn(line, "\n")] = 0;
		if (*address != ' ' || draw(version, address + 1))
			return 65;
	}
	return 0;
}
