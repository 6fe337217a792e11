/*
 * QR codes: the only door to libqrencode.  One rule for all sizes: alphanumeric mode, error
 * correction M, versions 2 to 4 where the address allows.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <errno.h>
#include <qrencode.h>

#include "out/internal.h"

enum {
	LETTERS_MOST = 90, /* what version 4 holds at M; longer codes read badly from afar */
	BYTES_MOST = 200,
};

static const char allowed[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

static bool
address_check(const char *address, struct err *err)
{
	size_t len = strlen(address), good = strspn(address, allowed);

	if (!len)
		return err_set(err, ERR_INPUT, "an empty address makes no QR code");
	if (good < len)
		return err_set(err, ERR_INPUT,
			       "\"%c\" in the address: only capitals, digits and "
			       "$%%*+-./: fit a QR code of this kind",
			       address[good]);
	if (len > LETTERS_MOST)
		return err_set(err, ERR_INPUT,
			       "the address has %zu characters, at most %d: choose a "
			       "shorter host name",
			       len, LETTERS_MOST);
	return true;
}

/* The result of append is looked at: ignored, an empty code would come out. */
static QRcode *
encode(const char *address, QRencodeMode mode)
{
	QRinput *input = QRinput_new2(0, QR_ECLEVEL_M);
	QRcode *code = NULL;

	if (!input)
		return NULL;
	if (!QRinput_append(input, mode, (int)strlen(address),
			    (const unsigned char *)address))
		code = QRcode_encodeInput(input);
	QRinput_free(input);
	return code;
}

static bool
make(const char *address, QRencodeMode mode, struct qr *out, struct arena *a,
     struct err *err)
{
	QRcode *code = encode(address, mode);
	size_t count;

	if (!code)
		return err_set(err, ERR_BUG,
			       "the QR library refused an address of %zu characters",
			       strlen(address));
	out->side = (unsigned)code->width;
	out->version = (unsigned)code->version;
	count = (size_t)out->side * out->side;
	out->modules = arena_array(a, unsigned char, count);
	for (size_t i = 0; i < count; i++)
		out->modules[i] = code->data[i] & 1;
	QRcode_free(code);
	return true;
}

bool
qr_make(const char *address, struct qr *out, struct arena *a, struct err *err)
{
	return address_check(address, err) && make(address, QR_MODE_AN, out, a, err);
}

bool
qr_make_text(const char *text, struct qr *out, struct arena *a, struct err *err)
{
	size_t len = strlen(text);

	if (!len || len > BYTES_MOST)
		return err_set(err, ERR_INPUT, "a text of %zu bytes, not 1 to %d", len,
			       BYTES_MOST);
	return make(text, QR_MODE_8, out, a, err);
}

static bool
is_dark(const struct qr *qr, int x, int y)
{
	int side = (int)qr->side;

	return x >= 0 && y >= 0 && x < side && y < side && qr->modules[y * side + x];
}

enum { QUIET = 4 };

/* Two modules a character, one above the other.  The upper half block draws the upper one. */
static void
put_pair(struct buf *out, bool upper, bool lower)
{
	buf_puts(out, upper && lower ? "\xe2\x96\x88"
		      : upper	     ? "\xe2\x96\x80"
		      : lower	     ? "\xe2\x96\x84"
				     : " ");
}

void
qr_terminal(const struct qr *qr, struct buf *out)
{
	int side = (int)qr->side;

	for (int y = -QUIET; y < side + QUIET; y += 2) {
		buf_puts(
			out,
			"\x1b[30;107m"); /* black on bright white, whatever the colours are */
		for (int x = -QUIET; x < side + QUIET; x++)
			put_pair(out, is_dark(qr, x, y), is_dark(qr, x, y + 1));
		buf_puts(out, "\x1b[0m\n");
	}
}

void
qr_terminal_plain(const struct qr *qr, bool dark_terminal, struct buf *out)
{
	int side = (int)qr->side;

	for (int y = -QUIET; y < side + QUIET; y += 2) {
		for (int x = -QUIET; x < side + QUIET; x++)
			put_pair(out, is_dark(qr, x, y) != dark_terminal,
				 is_dark(qr, x, y + 1) != dark_terminal);
		buf_putc(out, '\n');
	}
}

/* Each run of dark modules is one rectangle, a module high. */
void
qr_path(const struct qr *qr, unsigned x, unsigned y, struct buf *out)
{
	unsigned run;

	for (unsigned row = 0; row < qr->side; row++) {
		for (unsigned column = 0; column < qr->side; column += run) {
			for (run = 0; column + run < qr->side &&
				      qr->modules[row * qr->side + column + run];
			     run++)
				;
			if (run)
				buf_printf(out, "M%u %uh%uv1h-%uz", x + column, y + row,
					   run, run);
			else
				run = 1;
		}
	}
}
