-- A note takes the place of the one before it.
-- SPDX-License-Identifier: AGPL-3.0-or-later

-- name: note_put
INSERT INTO note (survey, kind, sealed) VALUES (:survey, :kind, :sealed)
ON CONFLICT (survey, kind) DO UPDATE SET sealed = excluded.sealed;
