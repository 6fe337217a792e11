/*
 * GET /healthz: one word for a load balancer, and no figures.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "web/page.h"

struct reply *
page_health(struct door *door, const struct request *request, struct arena *a)
{
	struct reply *reply = arena_one(a, struct reply);
	bool good = !door_stopped(door);

	(void)request;
	reply->status = good ? 200 : 503;
	reply->type = "text/plain; charset=utf-8";
	reply->body = good ? "ok\n" : "stopped\n";
	reply->len = strlen(reply->body);
	return reply;
}
