/*
 * The desk's HTTP server from inside: what its daemon and a request share.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_CONSOLE_DAEMON_H
#define CANVASS_CONSOLE_DAEMON_H

#include "web/console_http.h"
#include "web/mhd.h"

enum {
	CONSOLE_TARGET =
		3 * (CONSOLE_PATH + CONSOLE_QUERY), /* before percent signs are read */
	CONSOLE_POOL = 32 << 10,		    /* of a connection */
	CONSOLE_IDLE =
		20, /* seconds, the library's own; limit.c's deadlines come first */
};

struct console {
	const struct console_settings *settings;
	struct MHD_Daemon *daemon;
	struct host_list hosts;
	bool secure;
	unsigned port;
	char url[300];
	atomic_bool stopping;
	atomic_uint requests; /* under way */
	pthread_mutex_t lock; /* of the peers */
	struct peers peers;
};

/* Any thread. */
void console_phase(struct console *console, struct peer *peer, enum phase phase,
		   uint64_t declared);
void console_moved(struct console *console, struct peer *peer, size_t bytes);

/* The library's callbacks (console_visit.c). */
enum MHD_Result console_on_request(void *cls, struct MHD_Connection *connection,
				   const char *url, const char *method,
				   const char *version, const char *data,
				   size_t *data_len, void **con_cls);
void *console_on_target(void *cls, const char *target, struct MHD_Connection *connection);
void console_on_completed(void *cls, struct MHD_Connection *connection, void **con_cls,
			  enum MHD_RequestTerminationCode how);

#endif
