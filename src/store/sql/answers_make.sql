-- What stands in an answers file from its making on; its slots come with slot_new.
-- SPDX-License-Identifier: AGPL-3.0-or-later

-- name: head_add
INSERT INTO head (one, survey, box_len, homes, slots, filled, open_batch, open_filled, day, clean)
VALUES (1, :survey, :box_len, :homes, :slots, 0, 1, 0, -1, 1);

-- name: secret_add
INSERT INTO secret (one, ticket_key, draft_key, gone) VALUES (1, :ticket_key, :draft_key, :gone);
