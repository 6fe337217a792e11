/*
 * Drafts: what was answered so far travels in the page, sealed by the door's own key of
 * that survey, so that the server keeps nothing of an unfinished answer.
 *
 *   draft = base64url( version 1 | nonce 24 | clear text encrypted | tag 16 )
 *
 * XChaCha20-Poly1305 with a random nonce.  The associated data binds a draft to its survey
 * and its ticket: "draft", version, ticket (16 bytes), then the survey's name.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <sodium.h>

#include "seal/internal.h"

enum {
	VERSION = 1,
	NONCE = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
	TAG = crypto_aead_xchacha20poly1305_ietf_ABYTES,
	HEAD = 1 + NONCE,
	TEXT_MOST = 32768, /* characters: what one posted field may have */
	RAW_MOST = TEXT_MOST / 4 * 3,
	ABOUT_MOST = 256,
};

struct bound { /* the associated data */
	unsigned char data[6 + TICKET_BYTES + ABOUT_MOST];
	size_t len;
};

static void
bound_make(struct bound *b, const char *about, const unsigned char ticket[TICKET_BYTES])
{
	size_t len = strlen(about);

	if (len > ABOUT_MOST)
		die("a survey's name of %zu bytes", len);
	memcpy(b->data, "draft\1", 6);
	memcpy(b->data + 6, ticket, TICKET_BYTES);
	memcpy(b->data + 6 + TICKET_BYTES, about, len);
	b->len = 6 + TICKET_BYTES + len;
}

bool
draft_seal(const void *data, size_t len, const char *about,
	   const unsigned char ticket[TICKET_BYTES], const unsigned char key[SEAL_KEY],
	   struct buf *out)
{
	struct bound bound;
	size_t raw = HEAD + len + TAG, size = base64_size(raw);
	unsigned char *sealed;
	char *text;

	if (len > RAW_MOST - HEAD - TAG)
		return false;
	bound_make(&bound, about, ticket);
	sealed = mem_new(raw, 1);
	text = mem_new(size, 1);
	sealed[0] = VERSION;
	rand_small(sealed + 1, NONCE);
	crypto_aead_xchacha20poly1305_ietf_encrypt(sealed + HEAD, NULL, data, len,
						   bound.data, bound.len, NULL,
						   sealed + 1, key);
	base64_encode(text, size, sealed, raw);
	buf_put(out, text, size - 1);
	free(text);
	free(sealed);
	return buf_ok(out);
}

/* Decrypts raw in place; *out_len: length of the clear text at raw + HEAD. */
static bool
open_raw(unsigned char *raw, size_t len, const struct bound *bound,
	 const unsigned char key[SEAL_KEY], size_t *out_len)
{
	unsigned long long clear;

	if (len < HEAD + TAG || raw[0] != VERSION)
		return false;
	if (crypto_aead_xchacha20poly1305_ietf_decrypt(
		    raw + HEAD, &clear, NULL, raw + HEAD, len - HEAD, bound->data,
		    bound->len, raw + 1, key) != 0)
		return false;
	*out_len = (size_t)clear;
	return true;
}

bool
draft_open(const char *text, size_t len, const char *about,
	   const unsigned char ticket[TICKET_BYTES], const unsigned char key[SEAL_KEY],
	   struct buf *out)
{
	struct bound bound;
	unsigned char *raw;
	size_t room = len / 4 * 3 + 3, raw_len = room, clear = 0;
	bool good;

	if (len > TEXT_MOST)
		return false;
	bound_make(&bound, about, ticket);
	raw = mem_new(room, 1);
	good = base64_decode(raw, &raw_len, text, len) &&
	       open_raw(raw, raw_len, &bound, key, &clear);
	if (good) {
		buf_put(out, raw + HEAD, clear);
		good = buf_ok(out);
	}
	secret_wipe(raw, room);
	free(raw);
	return good;
}
