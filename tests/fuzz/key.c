/*
 * Fuzz target: what people bring as a key file, a public key, a code or a ticket.  Each is
 * refused with a reason, or is written again as it was read.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "seal/seal.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

static void
try_key(const char *text, size_t len)
{
	struct err err = { 0 };
	struct secret_key *key = key_open(text, len, "not the passphrase", 18, &err);

	if (key)
		die("a key opens with a wrong passphrase");
	if (err.code != ERR_INPUT && err.code != ERR_DENIED)
		die("refused without a reason");
}

static void
try_public(const char *text, size_t len)
{
	struct recipient r;
	struct err err = { 0 };
	char line[64];

	if (!recipient_parse(text, len, &r, &err)) {
		if (err.code != ERR_INPUT)
			die("refused without a reason");
		return;
	}
	recipient_text(&r, line, sizeof(line));
	if (len < strlen(line) || memcmp(line, text, strlen(line)) != 0)
		die("a public key comes back as another");
}

static void
try_typed(const char *text)
{
	char code[CODE_CHARS + 1], again[CODE_CHARS + 1];
	unsigned char ticket[TICKET_BYTES];

	if (code_read(text, code) && (!code_read(code, again) || !str_same(code, again)))
		die("a code that is read is no code");
	if (ticket_read(text, ticket) && strlen(text) != TICKET_CHARS)
		die("a ticket of another length");
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	SCOPED(buf) text = { 0 };

	seal_start();
	buf_put(&text, data, len);
	try_key(text.data, text.len);
	try_public(text.data, text.len);
	try_typed(text.data);
	return 0;
}
