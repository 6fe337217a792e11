/*
 * Taking up an invitation: a passphrase, and a code generator that has shown that it works.  The
 * link works once, for seven days.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <time.h>

#include "desk/people.h"
#include "desk/visit.h"

enum { QUIET_ZONE = 4 };

static const char *
field(const struct desk_visit *v, const char *name)
{
	const char *value = pairs_get(&v->request->fields, name);

	return value ? value : "";
}

/* ---- the page ------------------------------------------------------------------------ */

/* Dark on a white card whatever the page's colours: it is read by a camera. */
static void
put_qr(struct desk_visit *v, const char *address)
{
	struct html *h = v->body;
	SCOPED(buf) path = { 0 };
	struct qr qr;

	if (!qr_make_text(address, &qr, v->arena, NULL))
		return; /* the secret stands beneath it in letters */
	qr_path(&qr, QUIET_ZONE, QUIET_ZONE, &path);
	html_lit(h,
		 "<p><svg class=\"qr\" role=\"img\" aria-label=\"QR code of the secret "
		 "below\" width=\"240\" height=\"240\" shape-rendering=\"crispEdges\" "
		 "viewBox=\"0 0 ");
	html_num(h, (long)qr.side + 2 * QUIET_ZONE);
	html_lit(h, " ");
	html_num(h, (long)qr.side + 2 * QUIET_ZONE);
	html_lit(h, "\"><rect width=\"100%\" height=\"100%\" fill=\"#fff\"/><path "
		    "fill=\"#000\"");
	html_attr(h, "d", path.data ? path.data : "");
	html_lit(h, "/></svg></p>\n");
}

static void
put_generator(struct desk_visit *v, const char *name,
	      const unsigned char secret[TOTP_BYTES])
{
	struct html *h = v->body;
	SCOPED(buf) address = { 0 };
	char text[40], hidden[base64_size(TOTP_BYTES)];

	totp_address(secret, name, &address);
	totp_text(secret, text);
	base64_encode(hidden, sizeof(hidden), secret, TOTP_BYTES);
	html_lit(h, "<h2>2. Your code generator</h2>\n<p>Scan this with an app for "
		    "six-digit codes, or type the secret into it.</p>\n");
	put_qr(v, address.data);
	html_lit(h, "<p>Secret: <code>");
	for (size_t i = 0; text[i]; i += 4) { /* in fours, as people type it */
		html_text_len(h, text + i, strnlen(text + i, 4));
		html_lit(h, " ");
	}
	html_lit(h, "</code></p>\n<input type=\"hidden\" name=\"secret\"");
	html_attr(h, "value", hidden);
	html_lit(h,
		 ">\n<p class=\"field\"><label for=\"code\">The six digits that it shows "
		 "now</label>\n<input class=\"short\" id=\"code\" name=\"code\" "
		 "inputmode=\"numeric\" autocomplete=\"one-time-code\" maxlength=\"10\" "
		 "required></p>\n");
	secret_wipe(text, sizeof(text));
	secret_wipe(hidden, sizeof(hidden));
	secret_wipe(address.data, address.len);
}

static struct console_reply *
invite_page(struct desk_visit *v, unsigned status, const struct person *p,
	    const unsigned char secret[TOTP_BYTES], const char *trouble)
{
	struct html *h = v->body;

	if (trouble) {
		html_lit(h, "<div class=\"error\" role=\"alert\"><p>");
		html_text(h, trouble);
		html_lit(h, "</p></div>\n");
	}
	html_lit(h, "<p>You are invited to this desk. This page works once.</p>\n");
	desk_form(v, v->request->path);
	html_lit(h,
		 "<h2>1. Your passphrase</h2>\n<p class=\"field\">"
		 "<label for=\"name\">Your name at the desk</label>\n"
		 "<input id=\"name\" name=\"name\" autocomplete=\"username\" readonly");
	html_attr(h, "value", p->name);
	html_lit(h, "></p>\n");
	new_passphrase_fields(v);
	put_generator(v, p->name, secret);
	desk_button(v, "go", "join", "Join the desk");
	desk_form_end(v);
	return desk_page(v, status, "Join the desk");
}

/* ---- the invitation ------------------------------------------------------------------ */

static bool
invited(struct desk_visit *v, struct person *out, struct console_reply **out_refused)
{
	unsigned char hash[SEAL_HASH];
	struct err err;

	invite_hash(v->part[0], hash);
	if (!person_by_invite(v->desk->people, hash, out, v->arena, &err)) {
		if (err.code != ERR_MISSING) {
			*out_refused = desk_failed(v, &err);
			return false;
		}
	} else if (!out->disabled && out->invite_until >= day_today()) {
		return true;
	}
	*out_refused = desk_refused(
		v, 404,
		"This invitation has been used, or replaced, or its seven days are over. "
		"Ask for another one.");
	return false;
}

struct console_reply *
desk_invite_page(struct desk_visit *v)
{
	unsigned char secret[TOTP_BYTES];
	struct console_reply *r;
	struct person p;

	if (!invited(v, &p, &r))
		return r;
	rand_bytes(secret, sizeof(secret));
	r = invite_page(v, 200, &p, secret, NULL);
	secret_wipe(secret, sizeof(secret));
	return r;
}

/* Once a passphrase has been kept, the invitation is looked for again: it works once. */
static struct console_reply *
join(struct desk_visit *v, const unsigned char secret[TOTP_BYTES], uint64_t step)
{
	struct console_reply *r;
	struct person p, now;
	struct err err;

	if (!invited(v, &p, &r))
		return r;
	if (!person_passphrase(v->desk, &p, field(v, "new1"), v->arena, &err))
		return desk_failed(v, &err);
	if (!invited(v, &now, &r))
		return r;
	memcpy(p.totp, secret, sizeof(p.totp));
	p.totp_last = step;
	p.enrolled = true;
	memset(p.invite, 0, sizeof(p.invite));
	p.invite_until = 0;
	if (!person_put(v->desk->people, &p, &err) ||
	    !act_note(v->desk, p.name, "joined the desk", "", "", &err))
		return desk_failed(v, &err);
	return visit_sign_in(v, arena_str(v->arena, p.name), "/");
}

struct console_reply *
desk_invite_take(struct desk_visit *v)
{
	unsigned char secret[TOTP_BYTES];
	size_t len = sizeof(secret);
	const char *text = field(v, "secret"), *trouble;
	struct console_reply *r;
	uint64_t step = 0;
	struct person p;

	if (!invited(v, &p, &r))
		return r;
	if (strlen(text) != base64_size(TOTP_BYTES) - 1 ||
	    !base64_decode(secret, &len, text, strlen(text)) || len != sizeof(secret))
		return desk_refused(v, 422,
				    "Open the link of your invitation once more.");
	trouble = passphrase_fault(p.name, field(v, "new1"), field(v, "new2"));
	if (!trouble && !totp_right(secret, field(v, "code"), (int64_t)time(NULL), &step))
		trouble = "The code does not fit. Wait for a new one, and see that the "
			  "clock of your phone is right.";
	r = trouble ? invite_page(v, 422, &p, secret, trouble) : join(v, secret, step);
	secret_wipe(secret, sizeof(secret));
	return r;
}
