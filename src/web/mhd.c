/*
 * The only door to libmicrohttpd: from its callbacks to one request and one reply.
 *
 * Header checks stand in the first call for a request, before its body is read.  Nothing of a
 * header outlives that call: there is no field for it in struct visit or struct request.  The
 * library's own log is not switched on, since its lines hold request facts.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <unistd.h>

#include "web/mhd.h"

#define DRAIN_MOST (512u << 10) /* a refused body is read up to this, see refuse */

enum step {
	STEP_NEW,     /* the request line is read */
	STEP_BODY,    /* the header was checked */
	STEP_STORING, /* suspended */
	STEP_STORED,  /* resumed: the send has its result */
	STEP_REPLY,
};

/* One request, from its line's end to its reply's end. */
struct visit {
	struct http *http;
	struct peer *peer;
	struct MHD_Connection *connection;
	enum step step;
	unsigned refusal; /* status, 0: none */
	bool cut;	  /* the connection closes behind the reply */
	bool begun;
	const char *behind; /* the header's last byte, where a body must begin */
	const struct route *route;
	const char *allow;
	struct arena *arena;
	struct request request;
	struct buf body;
	struct reply *reply;	 /* the one that waits for its send */
	struct stencil *stencil; /* lent to this visit */
	enum send_result result;
	size_t target_len;
	char path[PATH_MOST + 1];
	char target[TARGET_MOST + 1];
};

enum { SPARE_ARENAS = 32 };

struct http {
	struct door *door;
	struct MHD_Daemon *daemon;
	int epoll;
	int listening; /* -1 once quiesced */
	struct peers peers;
	size_t requests;
	size_t bodies; /* bytes of all bodies being read */
	struct stencils stencils;
	struct arena *spare[SPARE_ARENAS]; /* cleared, each for one request to come */
	size_t spare_count;
};

/* ---- replies --------------------------------------------------------------------- */

static enum MHD_Result
visit_queue(struct visit *visit, const struct reply *reply, struct MHD_Response *response)
{
	visit->step = STEP_REPLY;
	peer_phase(visit->peer, PHASE_REPLY, reply->len, visit->http->door->now);
	return MHD_queue_response(visit->connection, reply->status, response);
}

static enum MHD_Result
visit_reply(struct visit *visit, struct reply *reply)
{
	struct door *door = visit->http->door;
	bool closing = visit->cut || reply->close || door->stopping;
	struct MHD_Response *response;
	enum MHD_Result queued;

	if (!closing && visit->request.method == METHOD_GET)
		visit->stencil =
			stencil_take(&visit->http->stencils, reply, visit->arena);
	if (visit->stencil)
		return visit_queue(visit, reply, stencil_response(visit->stencil));
	response = response_new(reply, visit->allow, closing, visit->arena);
	if (!response) {
		reply = page_error(door, 500, visit->arena);
		response = response_new(reply, visit->allow, true, visit->arena);
		if (!response)
			return MHD_NO;
	}
	queued = visit_queue(visit, reply, response);
	MHD_destroy_response(response);
	return queued;
}

static enum MHD_Result
visit_error(struct visit *visit, unsigned status)
{
	visit->cut = true;
	return visit_reply(visit, page_error(visit->http->door, status, visit->arena));
}

/* ---- an answer's wait for the store ---------------------------------------------- */

/* Called on the loop's thread when the send ended, in whichever way. */
static void
send_ended(void *with, enum send_result result)
{
	struct visit *visit = with;

	there_learn(visit->reply->send, result);
	visit->result = result;
	visit->step = STEP_STORED;
	MHD_resume_connection(visit->connection);
}

static enum MHD_Result visit_send(struct visit *visit, struct reply *reply);

static enum MHD_Result
visit_stored(struct visit *visit)
{
	struct send *send = visit->reply->send;
	struct reply *reply =
		send->after(visit->http->door, send, visit->result, visit->arena);

	/* a ticket that one survey has not stored is looked for in the next */
	return reply->send ? visit_send(visit, reply) : visit_reply(visit, reply);
}

static enum MHD_Result
visit_send(struct visit *visit, struct reply *reply)
{
	struct door *door = visit->http->door;
	struct message *m;

	visit->reply = reply;
	m = door_message(door, reply->send, send_ended, visit, &visit->result);
	if (!m)
		return visit_stored(visit);
	/* First suspended, then queued: the other way round a quick end would be lost. */
	visit->step = STEP_STORING;
	peer_phase(visit->peer, PHASE_STORE, 0, door->now);
	MHD_suspend_connection(visit->connection);
	sender_put(door->sender, m, door->now);
	return MHD_YES;
}

/* ---- a body ---------------------------------------------------------------------- */

static void
body_drop(struct visit *visit)
{
	visit->http->bodies -= visit->body.room;
	if (visit->body.data)
		secret_wipe(visit->body.data, visit->body.room);
	buf_free(&visit->body);
	visit->body.room = 0;
}

static void
body_take(struct visit *visit, const char *data, size_t len)
{
	size_t room = visit->body.room;

	visit->peer->moved += len;
	if (visit->behind && data != visit->behind) {
		visit->refusal = 400; /* a line that we did not see ended the header */
		body_drop(visit);
	}
	visit->behind = NULL; /* it holds for the first piece */
	if (visit->refusal)
		return;
	if (visit->http->bodies + len > BODIES_MOST) {
		visit->refusal = 503;
		body_drop(visit);
		return;
	}
	buf_put(&visit->body, data, len);
	visit->http->bodies += visit->body.room - room;
	if (!buf_ok(&visit->body)) {
		visit->refusal = 413;
		body_drop(visit);
	}
}

static unsigned
body_read(struct visit *visit)
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

/* ---- a request ------------------------------------------------------------------- */

/* All checks that need no body: 0, or the status of the refusal. */
static unsigned
visit_check(struct visit *visit, const char *url, const char *method, const char *version,
	    struct header_facts *facts)
{
	struct request *request = &visit->request;
	unsigned header, status;

	*facts = header_read(visit->connection, &visit->http->door->hosts, method, url,
			     visit->target_len, version, &visit->behind);
	if (!str_same(version, "HTTP/1.1") && !str_same(version, "HTTP/1.0"))
		return 400;
	if (!method_read(method, &request->method)) {
		visit->cut = true;
		return facts->broken ? 400 : 405;
	}
	header = header_verdict(facts, request->method, BODY_MOST);
	if (header == 400 || header == 431)
		return header;
	if (visit->target_len > TARGET_MOST)
		return 414;
	status = target_read(visit->target, visit->target_len, visit->path,
			     &request->query, visit->arena);
	if (status == 400 || header == 411 || header == 421)
		return status == 400 ? status : header;
	if (status)
		return status;
	request->path = visit->path;
	visit->route =
		route_find(request->method, visit->path, &request->code, &visit->allow);
	if (!visit->route)
		return visit->allow ? 405 : 404;
	return header;
}

/*
 * Some refusals may be somebody's honest mistake: a text that is too long, an old address.  If
 * the body has a plain and bearable length it is read to its end first, or the reply would be
 * lost with the connection's reset.  What could be read in two ways is answered at once.
 */
static enum MHD_Result
refuse(struct visit *visit, unsigned status, const struct header_facts *facts)
{
	bool plain = status != 400 && status != 431 && status != 411 && !facts->chunked &&
		     facts->lengths == 1 && !facts->broken;

	visit->cut = true;
	if (!plain || visit->request.method != METHOD_POST || facts->length > DRAIN_MOST)
		return visit_error(visit, status);
	visit->refusal = status;
	return MHD_YES;
}

/* A request's memory is wiped when it ends, and serves the next one. */
static struct arena *
arena_lend(struct http *h)
{
	return h->spare_count ? h->spare[--h->spare_count] : arena_new(0);
}

static void
arena_back(struct http *h, struct arena *a)
{
	if (!a || h->spare_count == SPARE_ARENAS) {
		arena_free(a);
		return;
	}
	arena_clear(a);
	h->spare[h->spare_count++] = a;
}

static enum MHD_Result
visit_begin(struct visit *visit, struct MHD_Connection *connection, const char *url,
	    const char *method, const char *version)
{
	const union MHD_ConnectionInfo *info =
		MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
	struct header_facts facts;
	unsigned status;

	if (!info || !info->socket_context)
		return MHD_NO;
	visit->peer = info->socket_context;
	visit->connection = connection;
	visit->arena = arena_lend(visit->http);
	visit->request.code = "";
	visit->begun = true;
	visit->http->requests++;
	visit->step = STEP_BODY;
	buf_init(&visit->body, BODY_MOST);
	status = visit_check(visit, url, method, version, &facts);
	if (facts.length)
		peer_phase(visit->peer, PHASE_BODY, facts.length, visit->http->door->now);
	return status ? refuse(visit, status, &facts) : MHD_YES;
}

/* The request is here in whole. */
static enum MHD_Result
visit_answer(struct visit *visit)
{
	unsigned status = visit->refusal ? visit->refusal : body_read(visit);
	struct door *door = visit->http->door;
	struct reply *reply;

	if (status)
		return visit_error(visit, status);
	reply = door->preview ? preview_page(door->preview, visit->route, &visit->request,
					     visit->arena)
			      : visit->route->page(door, &visit->request, visit->arena);
	if (!reply)
		return visit_error(visit, 500);
	return reply->send ? visit_send(visit, reply) : visit_reply(visit, reply);
}

static enum MHD_Result
on_request(void *cls, struct MHD_Connection *connection, const char *url,
	   const char *method, const char *version, const char *data, size_t *data_len,
	   void **con_cls)
{
	struct visit *visit = *con_cls;

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
	case STEP_STORED:
		return visit_stored(visit);
	case STEP_STORING:
	case STEP_REPLY:
		break;
	}
	return MHD_YES;
}

/* ---- libmicrohttpd's other callbacks --------------------------------------------- */

/* The first to see a request: keeps its target as it came.  What it returns is the visit. */
static void *
on_target(void *cls, const char *target, struct MHD_Connection *connection)
{
	struct visit *visit = mem_grow(NULL, 1, sizeof(*visit));
	size_t kept;

	(void)connection;
	memset(visit, 0, offsetof(struct visit, path)); /* the texts are filled below */
	visit->path[0] = '\0';
	visit->http = cls;
	visit->target_len = strlen(target);
	kept = visit->target_len < TARGET_MOST ? visit->target_len : TARGET_MOST;
	memcpy(visit->target, target, kept);
	visit->target[kept] = '\0';
	return visit;
}

static void
on_completed(void *cls, struct MHD_Connection *connection, void **con_cls,
	     enum MHD_RequestTerminationCode how)
{
	struct http *http = cls;
	struct visit *visit = *con_cls;

	(void)connection, (void)how;
	*con_cls = NULL;
	if (!visit)
		return;
	if (visit->begun) {
		http->requests--;
		body_drop(visit);
		peer_phase(visit->peer, PHASE_WAIT, 0, http->door->now);
	}
	stencil_back(&http->stencils, visit->stencil);
	arena_back(http, visit->arena);
	free(visit);
}

static void
on_connection(void *cls, struct MHD_Connection *connection, void **socket_context,
	      enum MHD_ConnectionNotificationCode what)
{
	struct http *http = cls;
	struct peer *peer = *socket_context;
	const union MHD_ConnectionInfo *info;

	if (what == MHD_CONNECTION_NOTIFY_STARTED) {
		info = MHD_get_connection_info(connection,
					       MHD_CONNECTION_INFO_CONNECTION_FD);
		peer = mem_new(1, sizeof(*peer));
		peer_add(&http->peers, peer, info ? info->connect_fd : -1,
			 http->door->now);
		*socket_context = peer;
	} else if (peer) {
		peer_drop(&http->peers, peer);
		free(peer);
		*socket_context = NULL;
	}
}

/* Percent signs are ours to read: the library would cut at %00 and pass on %zz. */
static size_t
leave_escaped(void *cls, struct MHD_Connection *connection, char *text)
{
	(void)cls, (void)connection;
	return strlen(text);
}

/* ---- the daemon ------------------------------------------------------------------ */

struct http *
http_open(struct door *door, int listen_fd, struct err *err)
{
	struct http *h = mem_new(1, sizeof(*h));
	const union MHD_DaemonInfo *info;

	h->door = door;
	h->listening = listen_fd;
	h->peers.most = CONNECTIONS_MOST;
	h->daemon = MHD_start_daemon(
		MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL, on_request, NULL,
		MHD_OPTION_LISTEN_SOCKET, listen_fd, MHD_OPTION_CONNECTION_LIMIT,
		(unsigned)CONNECTIONS_MOST, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
		(size_t)CONNECTION_POOL, MHD_OPTION_CONNECTION_TIMEOUT,
		(unsigned)IDLE_SECONDS, MHD_OPTION_STRICT_FOR_CLIENT, 1,
		MHD_OPTION_SIGPIPE_HANDLED_BY_APP, 1, MHD_OPTION_UNESCAPE_CALLBACK,
		leave_escaped, NULL, MHD_OPTION_URI_LOG_CALLBACK, on_target, h,
		MHD_OPTION_NOTIFY_COMPLETED, on_completed, h,
		MHD_OPTION_NOTIFY_CONNECTION, on_connection, h, MHD_OPTION_END);
	info = h->daemon ? MHD_get_daemon_info(h->daemon, MHD_DAEMON_INFO_EPOLL_FD)
			 : NULL;
	if (!info) {
		if (h->daemon)
			MHD_stop_daemon(h->daemon);
		else
			close(listen_fd);
		free(h);
		err_set(err, ERR_UNAVAILABLE, "libmicrohttpd does not start");
		return NULL;
	}
	h->epoll = info->epoll_fd;
	return h;
}

void
http_close(struct http *h)
{
	if (!h)
		return;
	MHD_stop_daemon(h->daemon);
	stencils_free(&h->stencils);
	while (h->spare_count)
		arena_free(h->spare[--h->spare_count]);
	free(h);
}

int
http_descriptor(const struct http *h)
{
	return h->epoll;
}

int
http_wait(const struct http *h)
{
	MHD_UNSIGNED_LONG_LONG ms;

	if (MHD_get_timeout(h->daemon, &ms) != MHD_YES)
		return -1;
	return ms > 60000 ? 60000 : (int)ms;
}

bool
http_run(struct http *h)
{
	return MHD_run(h->daemon) == MHD_YES;
}

void
http_sweep(struct http *h, uint64_t now)
{
	peers_sweep(&h->peers, now);
}

void
http_quiesce(struct http *h)
{
	MHD_socket fd;

	if (h->listening < 0)
		return;
	fd = MHD_quiesce_daemon(h->daemon);
	if (fd != MHD_INVALID_SOCKET)
		close(fd);
	h->listening = -1;
}

size_t
http_requests(const struct http *h)
{
	return h->requests;
}

size_t
http_connections(const struct http *h)
{
	return h->peers.count;
}
