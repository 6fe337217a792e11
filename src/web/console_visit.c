/*
 * One request at the desk, from its first line to the end of its reply: checked as strictly as at
 * the door, read by its declared length alone, handed on as values, wiped.
 *
 * Runs on its connection's own thread; a page may take its time.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "web/console_daemon.h"

enum step {
	STEP_NEW,  /* the request line is read */
	STEP_BODY, /* the header was checked */
	STEP_REPLY,
};

struct console_visit {
	struct console *console;
	struct peer *peer;
	struct MHD_Connection *connection;
	enum step step;
	unsigned refusal; /* status, 0: none */
	bool cut;	  /* the connection closes behind the reply */
	bool begun;
	const char *behind; /* the header's last byte, where a body must begin */
	struct arena *arena;
	struct console_request request;
	struct console_facts facts;
	struct buf body;
	size_t target_len;
	char path[CONSOLE_PATH + 1];
	char target[CONSOLE_TARGET + 1];
};

/* ---- replies ------------------------------------------------------------------ */

/* What is said where no page can be: plain and short. */
static struct console_reply *
reply_plain(unsigned status, struct arena *a)
{
	struct console_reply *reply = arena_one(a, struct console_reply);

	reply->status = status;
	reply->type = "text/plain; charset=utf-8";
	reply->body = "The desk cannot answer this.\n";
	reply->len = strlen(reply->body);
	return reply;
}

static enum MHD_Result
visit_queue(struct console_visit *visit, const struct console_reply *reply)
{
	struct console *console = visit->console;
	bool closing = visit->cut || atomic_load(&console->stopping);
	bool unchanged = reply->etag && reply->status == 200 &&
			 visit->request.method != METHOD_POST &&
			 console_unchanged(&visit->facts, reply->etag);
	struct MHD_Response *response =
		console_response(reply, console->secure, unchanged, closing);
	enum MHD_Result queued;

	if (!response) {
		log_line("a header of a page cannot be sent");
		reply = reply_plain(500, visit->arena);
		response = console_response(reply, console->secure, false, true);
	}
	if (!response)
		return MHD_NO;
	visit->step = STEP_REPLY;
	console_phase(console, visit->peer, PHASE_REPLY, reply->len);
	queued = MHD_queue_response(visit->connection, unchanged ? 304 : reply->status,
				    response);
	MHD_destroy_response(response);
	return queued;
}

static struct console_reply *
refusal(struct console_visit *visit, unsigned status)
{
	const struct console_settings *settings = visit->console->settings;
	struct console_reply *reply =
		settings->refuse ? settings->refuse(settings->with, status, visit->arena)
				 : NULL;

	return reply ? reply : reply_plain(status, visit->arena);
}

static enum MHD_Result
visit_refuse(struct console_visit *visit, unsigned status)
{
	visit->cut = true;
	return visit_queue(visit, refusal(visit, status));
}

/* ---- a body ------------------------------------------------------------------- */

static void
body_drop(struct console_visit *visit)
{
	if (visit->body.data)
		secret_wipe(visit->body.data, visit->body.room);
	buf_free(&visit->body);
}

static void
body_take(struct console_visit *visit, const char *data, size_t len)
{
	console_moved(visit->console, visit->peer, len);
	if (visit->behind && data != visit->behind)
		visit->refusal = 400; /* a line that we did not see ended the header */
	visit->behind = NULL;	      /* it holds for the first piece */
	if (visit->refusal)
		return;
	buf_put(&visit->body, data, len);
	if (!buf_ok(&visit->body)) {
		visit->refusal = 413;
		body_drop(visit);
	}
}

static unsigned
body_read(struct console_visit *visit)
{
	enum pairs_fault fault;

	if (visit->request.method != METHOD_POST)
		return 0;
	fault = pairs_read(&visit->request.fields,
			   visit->body.data ? visit->body.data : "", visit->body.len,
			   visit->arena);
	body_drop(visit);
	switch (fault) {
	case PAIRS_OK:
		return 0;
	case PAIRS_BROKEN:
		return 400;
	case PAIRS_LARGE:
		return 413;
	}
	return 400;
}

/* ---- a request ---------------------------------------------------------------- */

static enum MHD_Result
see_header(void *cls, enum MHD_ValueKind kind, const char *name, size_t name_len,
	   const char *value, size_t value_len)
{
	(void)kind;
	if (name && value)
		console_look(cls, name, name_len, value, value_len);
	return MHD_YES;
}

/* All checks that need no body: 0, or the status of the refusal. */
static unsigned
visit_check(struct console_visit *visit, const char *url, const char *method,
	    const char *version, struct header_facts *facts)
{
	struct console_request *request = &visit->request;
	unsigned header, status;

	*facts = header_read(visit->connection, &visit->console->hosts, method, url,
			     visit->target_len, version, &visit->behind);
	if (!str_same(version, "HTTP/1.1") && !str_same(version, "HTTP/1.0"))
		return 400;
	if (!method_read(method, &request->method)) {
		visit->cut = true;
		return facts->broken ? 400 : 405;
	}
	header = header_verdict(facts, request->method, CONSOLE_BODY);
	if (header == 400 || header == 431)
		return header;
	if (visit->target_len > CONSOLE_TARGET)
		return 414;
	status = target_read_within(visit->target, visit->target_len, visit->path,
				    CONSOLE_PATH, &request->query, CONSOLE_QUERY,
				    visit->arena);
	if (status == 400 || header == 411 || header == 421)
		return status == 400 ? status : header;
	if (status || header)
		return status ? status : header;
	request->path = visit->path;
	MHD_get_connection_values_n(visit->connection, MHD_HEADER_KIND, see_header,
				    &visit->facts);
	request->cookie = visit->facts.cookie;
	request->from_us = console_from_us(&visit->facts);
	return 0;
}

/*
 * A text that is too long may be somebody's honest mistake: a body of plain and bearable length is
 * read to its end first, or the reply would be lost with the connection's reset.  What could be
 * read in two ways is answered at once.
 */
static enum MHD_Result
visit_drain(struct console_visit *visit, unsigned status,
	    const struct header_facts *facts)
{
	bool plain = status != 400 && status != 431 && status != 411 && !facts->chunked &&
		     facts->lengths == 1 && !facts->broken;

	visit->cut = true;
	if (!plain || visit->request.method != METHOD_POST ||
	    facts->length > 2 * CONSOLE_BODY)
		return visit_refuse(visit, status);
	visit->refusal = status;
	return MHD_YES;
}

static enum MHD_Result
visit_begin(struct console_visit *visit, struct MHD_Connection *connection,
	    const char *url, const char *method, const char *version)
{
	const union MHD_ConnectionInfo *info =
		MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
	struct header_facts facts;
	unsigned status;

	if (!info || !info->socket_context)
		return MHD_NO;
	visit->peer = info->socket_context;
	visit->connection = connection;
	visit->arena = arena_new(0);
	visit->facts.secure = visit->console->secure;
	visit->request.cookie = "";
	visit->begun = true;
	atomic_fetch_add(&visit->console->requests, 1);
	visit->step = STEP_BODY;
	buf_init(&visit->body, CONSOLE_BODY);
	status = visit_check(visit, url, method, version, &facts);
	if (facts.length)
		console_phase(visit->console, visit->peer, PHASE_BODY, facts.length);
	return status ? visit_drain(visit, status, &facts) : MHD_YES;
}

static struct console_reply *
public_reply(struct console_visit *visit)
{
	struct console_reply *reply;

	if (visit->request.method == METHOD_POST)
		return refusal(visit, 405);
	reply = console_public(visit->path + strlen("/public/"),
			       pairs_get(&visit->request.query, "v"), visit->arena);
	return reply ? reply : refusal(visit, 404);
}

/*
 * The request is here in whole.  The library counts its timeout while a page is made, too, so it
 * is switched off for that long.
 */
static enum MHD_Result
visit_answer(struct console_visit *visit)
{
	const struct console_settings *settings = visit->console->settings;
	unsigned status = visit->refusal ? visit->refusal : body_read(visit);
	struct console_reply *reply;

	if (status)
		return visit_refuse(visit, status);
	if (str_starts(visit->path, "/public/"))
		return visit_queue(visit, public_reply(visit));
	console_phase(visit->console, visit->peer, PHASE_STORE, 0);
	MHD_set_connection_option(visit->connection, MHD_CONNECTION_OPTION_TIMEOUT, 0u);
	reply = settings->answer(settings->with, &visit->request, visit->arena);
	MHD_set_connection_option(visit->connection, MHD_CONNECTION_OPTION_TIMEOUT,
				  (unsigned)CONSOLE_IDLE);
	return reply ? visit_queue(visit, reply) : visit_refuse(visit, 500);
}

/* ---- what the library calls --------------------------------------------------- */

enum MHD_Result
console_on_request(void *cls, struct MHD_Connection *connection, const char *url,
		   const char *method, const char *version, const char *data,
		   size_t *data_len, void **con_cls)
{
	struct console_visit *visit = *con_cls;

	(void)cls;
	if (!visit)
		return MHD_NO;
	switch (visit->step) {
	case STEP_NEW:
		return visit_begin(visit, connection, url, method, version);
	case STEP_BODY:
		if (*data_len) {
			body_take(visit, data, *data_len);
			*data_len = 0;
			return MHD_YES;
		}
		return visit_answer(visit);
	case STEP_REPLY:
		break;
	}
	return MHD_YES;
}

/* The first to see a request: keeps its target as it came.  What it returns is the visit. */
void *
console_on_target(void *cls, const char *target, struct MHD_Connection *connection)
{
	struct console_visit *visit = mem_new(1, sizeof(*visit));
	size_t kept;

	(void)connection;
	visit->console = cls;
	visit->target_len = strlen(target);
	kept = visit->target_len < CONSOLE_TARGET ? visit->target_len : CONSOLE_TARGET;
	memcpy(visit->target, target, kept);
	return visit;
}

/* Passphrases were in it, and words that the key had opened: nothing of it may stay. */
void
console_on_completed(void *cls, struct MHD_Connection *connection, void **con_cls,
		     enum MHD_RequestTerminationCode how)
{
	struct console *console = cls;
	struct console_visit *visit = *con_cls;

	(void)connection, (void)how;
	*con_cls = NULL;
	if (!visit)
		return;
	body_drop(visit);
	if (visit->arena)
		arena_clear(visit->arena);
	arena_free(visit->arena);
	if (visit->begun) {
		console_phase(console, visit->peer, PHASE_WAIT, 0);
		atomic_fetch_sub(&console->requests, 1);
	}
	secret_wipe(visit, sizeof(*visit));
	free(visit);
}
