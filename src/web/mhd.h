/*
 * What the three files that know libmicrohttpd share.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_MHD_H
#define CANVASS_MHD_H

#include <microhttpd.h>

#include "web/machine.h"

/*
 * Reads the header of a request whose target has target_len bytes; facts->broken too if it is not
 * laid out as it must be.  *out_behind: where a body must begin, or NULL if that is not known.
 */
struct header_facts header_read(struct MHD_Connection *connection,
				const struct host_list *hosts, const char *method,
				const char *target, size_t target_len,
				const char *version, const char **out_behind);

/*
 * The library's response for a reply, with all headers of ours; the body is not copied.  allow: for
 * a 405.  NULL if the library refused a value.
 */
struct MHD_Response *response_new(struct reply *reply, const char *allow, bool closing,
				  struct arena *a);

/* Responses kept for pages that are fetched often, see mhd_reply.c. */
enum { STENCILS_MOST = 16, STENCIL_BODY = 16 << 10 };
struct stencil;
struct stencils {
	struct stencil *free;
	size_t count;
};
/* One that holds a copy of the reply's body; NULL: the reply is not of the kind. */
struct stencil *stencil_take(struct stencils *all, struct reply *reply, struct arena *a);
struct MHD_Response *stencil_response(const struct stencil *s);
/* After its visit has ended; NULL is fine. */
void stencil_back(struct stencils *all, struct stencil *s);
void stencils_free(struct stencils *all);

#endif
