/*
 * Codes of a person's code generator, by RFC 6238: SHA-1, six digits, half-minutes.  The only door
 * to liboath.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <liboath/oath.h>
#include <pthread.h>

#include "seal/internal.h"

enum { DIGITS = 6, SECRET_TEXT = 40 };

static void
start(void)
{
	if (oath_init() != OATH_OK)
		die("liboath cannot start");
}

void
totp_code(const unsigned char secret[TOTP_BYTES], int64_t now, char out[7])
{
	static pthread_once_t started = PTHREAD_ONCE_INIT;

	pthread_once(&started, start);
	if (oath_totp_generate((const char *)secret, TOTP_BYTES, (time_t)now, TOTP_STEP,
			       OATH_TOTP_DEFAULT_START_TIME, DIGITS, out) != OATH_OK)
		die("liboath gives no code");
}

/* The digits alone; false: it cannot be a code. */
static bool
typed_digits(const char *typed, char out[DIGITS + 1])
{
	size_t n = 0;

	memset(out, 0, DIGITS + 1);
	for (; *typed; typed++) {
		if (*typed == ' ')
			continue;
		if (*typed < '0' || *typed > '9' || n == DIGITS)
			return false;
		out[n++] = *typed;
	}
	return n == DIGITS;
}

bool
totp_right(const unsigned char secret[TOTP_BYTES], const char *typed, int64_t now,
	   uint64_t *out_step)
{
	char digits[DIGITS + 1], code[DIGITS + 1];
	uint64_t step = 0;
	bool right = false;

	if (!typed_digits(typed, digits))
		return false;
	/* All three are looked at, whichever fits. */
	for (int64_t at = now - TOTP_STEP; at <= now + TOTP_STEP; at += TOTP_STEP) {
		if (at < 0)
			continue;
		totp_code(secret, at, code);
		if (secret_same(code, digits, DIGITS)) {
			step = (uint64_t)at / TOTP_STEP;
			right = true;
		}
	}
	secret_wipe(code, sizeof(code));
	if (right)
		*out_step = step;
	return right;
}

void
totp_text(const unsigned char secret[TOTP_BYTES], char out[SECRET_TEXT])
{
	char *text = NULL;
	size_t len = 0;

	if (oath_base32_encode((const char *)secret, TOTP_BYTES, &text, &len) != OATH_OK)
		die("liboath gives no base32");
	str_fit(out, SECRET_TEXT, text);
	secret_wipe(text, len);
	free(text);
}

void
totp_address(const unsigned char secret[TOTP_BYTES], const char *name, struct buf *out)
{
	char text[SECRET_TEXT];

	totp_text(secret, text);
	buf_printf(out, "otpauth://totp/canvass:%s?secret=%s&issuer=canvass", name, text);
	secret_wipe(text, sizeof(text));
}
