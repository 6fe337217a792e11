/*
 * Tokens of forms: a nonce, and a code over it and the path that the form posts to, under the key
 * of the session that was given the form.  Nobody else can make one, it fits no other form, and it
 * is good once: what was used up is remembered as long as the session lives.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "desk/internal.h"

enum { CODE_BYTES = 16, NONCE_BYTES = 8, TOKEN_BYTES = NONCE_BYTES + CODE_BYTES };

/* A path as requests have it: decoded, and without its query. */
static void
path_put(struct buf *to, const char *path)
{
	size_t len = strcspn(path, "?#");

	for (size_t i = 0; i < len; i++) {
		char digits[3] = { 0 };
		unsigned char c;

		if (path[i] == '%' && len - i > 2) {
			memcpy(digits, path + i + 1, 2);
			if (hex_decode(&c, 1, digits)) {
				buf_putc(to, (char)c);
				i += 2;
				continue;
			}
		}
		buf_putc(to, path[i]);
	}
}

static void
token_code(const struct session *s, const unsigned char nonce[NONCE_BYTES],
	   const char *path, unsigned char out[CODE_BYTES])
{
	unsigned char hash[SEAL_HASH];
	SCOPED(buf) all = { 0 };

	buf_put(&all, nonce, NONCE_BYTES);
	path_put(&all, path);
	seal_hash(hash, all.data, all.len, s->key, SEAL_KEY);
	memcpy(out, hash, CODE_BYTES);
}

void
token_make(const struct session *s, const char *path, char out[TOKEN_TEXT])
{
	unsigned char token[TOKEN_BYTES] = { 0 };

	do /* zero marks an empty place in the table of used ones */
		rand_small(token, NONCE_BYTES);
	while (memcmp(token, (unsigned char[NONCE_BYTES]){ 0 }, NONCE_BYTES) == 0);
	token_code(s, token, path, token + NONCE_BYTES);
	base64_encode(out, TOKEN_TEXT, token, sizeof(token));
}

/* Where a nonce is, or would be: the table always has an empty place.  Nonces are random. */
static size_t
place_of(const uint64_t *table, size_t room, uint64_t nonce)
{
	size_t at = (size_t)nonce & (room - 1);

	while (table[at] && table[at] != nonce)
		at = (at + 1) & (room - 1);
	return at;
}

static void
table_grow(struct session *s)
{
	size_t room = s->used_room ? s->used_room * 2 : 64;
	uint64_t *table = mem_new(room, sizeof(*table));

	for (size_t i = 0; i < s->used_room; i++)
		if (s->used[i])
			table[place_of(table, room, s->used[i])] = s->used[i];
	free(s->used);
	s->used = table;
	s->used_room = room;
}

/* Whether it is the first time.  A session that has used up all that it may says no. */
static bool
nonce_fresh(struct session *s, uint64_t nonce)
{
	size_t at;
	bool fresh = false;

	pthread_mutex_lock(&s->lock);
	if (s->used_count * 2 >= s->used_room && s->used_room < 2 * TOKENS_MOST)
		table_grow(s);
	at = place_of(s->used, s->used_room, nonce);
	if (!s->used[at] && s->used_count < TOKENS_MOST) {
		s->used[at] = nonce;
		s->used_count++;
		fresh = true;
	}
	pthread_mutex_unlock(&s->lock);
	return fresh;
}

/* The nonce of a token that was made for this session and path. */
static bool
token_read(const struct session *s, const char *path, const char *text, uint64_t *out)
{
	unsigned char token[TOKEN_BYTES], code[CODE_BYTES];
	size_t len = sizeof(token);

	if (!text || strlen(text) != TOKEN_TEXT - 1 ||
	    !base64_decode(token, &len, text, strlen(text)) || len != sizeof(token))
		return false;
	token_code(s, token, path, code);
	memcpy(out, token, sizeof(*out));
	return secret_same(code, token + NONCE_BYTES, CODE_BYTES) && *out;
}

enum token_state
token_look(struct session *s, const char *path, const char *text)
{
	uint64_t nonce;
	bool used;

	if (!token_read(s, path, text, &nonce))
		return TOKEN_NONE;
	pthread_mutex_lock(&s->lock);
	used = s->used_room && s->used[place_of(s->used, s->used_room, nonce)];
	pthread_mutex_unlock(&s->lock);
	return used ? TOKEN_USED : TOKEN_GOOD;
}

enum token_state
token_use(struct session *s, const char *path, const char *text)
{
	uint64_t nonce;

	if (!token_read(s, path, text, &nonce))
		return TOKEN_NONE;
	return nonce_fresh(s, nonce) ? TOKEN_GOOD : TOKEN_USED;
}
