-- Ticks of quotes, which a workspace of version 1 or 2 has not.
-- SPDX-License-Identifier: AGPL-3.0-or-later

-- name: tick_all
SELECT id, sealed FROM tick WHERE survey = :survey ORDER BY id;
