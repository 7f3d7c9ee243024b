"""The tables. Times are Unix seconds, amounts minor units, rates hundredths of a percent.

A row carries its own future where it has one (a delivery, a refund, an end): whoever reads it compares it
with the clock, so nothing has to be rewritten when that moment comes.
"""

SCHEMA = """
CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

CREATE TABLE IF NOT EXISTS tokens (
    text TEXT PRIMARY KEY, shop INTEGER NOT NULL, kind TEXT NOT NULL, turn INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS tokens_by_shop ON tokens (shop, kind, turn);

CREATE TABLE IF NOT EXISTS codes (
    text TEXT PRIMARY KEY, kind TEXT NOT NULL, owner INTEGER NOT NULL, made_at INTEGER NOT NULL, used_at INTEGER
) STRICT;
CREATE INDEX IF NOT EXISTS codes_by_owner ON codes (kind, owner);
CREATE TABLE IF NOT EXISTS revocations (
    shop INTEGER PRIMARY KEY, turn INTEGER NOT NULL, at INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS webhooks (
    shop INTEGER NOT NULL, type INTEGER NOT NULL, address TEXT NOT NULL, created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL, told_until INTEGER NOT NULL,
    PRIMARY KEY (shop, type)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS deliveries (
    shop INTEGER NOT NULL, type INTEGER NOT NULL, about TEXT NOT NULL, copy INTEGER NOT NULL,
    body TEXT NOT NULL, happened_at INTEGER NOT NULL, due_at INTEGER NOT NULL, rank INTEGER NOT NULL,
    attempts INTEGER NOT NULL, state TEXT NOT NULL,
    PRIMARY KEY (shop, type, about, copy)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS deliveries_by_time ON deliveries (state, due_at);

CREATE TABLE IF NOT EXISTS events (
    at INTEGER NOT NULL, shop INTEGER NOT NULL, creator INTEGER NOT NULL, kind TEXT NOT NULL,
    turn INTEGER NOT NULL, about INTEGER NOT NULL,
    PRIMARY KEY (at, shop, creator, kind, turn, about)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS relations (
    shop INTEGER NOT NULL, creator INTEGER NOT NULL, stage TEXT NOT NULL,
    attempts INTEGER NOT NULL, attempted_at INTEGER NOT NULL, named INTEGER NOT NULL,
    invitations INTEGER NOT NULL, sent INTEGER NOT NULL, replied INTEGER NOT NULL, connected_at INTEGER,
    questions INTEGER NOT NULL, answers INTEGER NOT NULL, answers_needed INTEGER NOT NULL,
    acceptances INTEGER NOT NULL, contents INTEGER NOT NULL, changes INTEGER NOT NULL, closed_at INTEGER,
    PRIMARY KEY (shop, creator)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS conversations (
    id INTEGER PRIMARY KEY, shop INTEGER NOT NULL, creator INTEGER NOT NULL, created_at INTEGER NOT NULL,
    messages INTEGER NOT NULL, unread INTEGER NOT NULL, last_at INTEGER NOT NULL,
    last_sender TEXT NOT NULL,
    shop_wrote_at INTEGER
) STRICT;
CREATE UNIQUE INDEX IF NOT EXISTS conversations_by_creator ON conversations (shop, creator);
CREATE INDEX IF NOT EXISTS conversations_by_time ON conversations (shop, last_at, id);

CREATE TABLE IF NOT EXISTS messages (
    conversation INTEGER NOT NULL, place INTEGER NOT NULL, id INTEGER NOT NULL, shop INTEGER NOT NULL,
    sender TEXT NOT NULL, type TEXT NOT NULL, content TEXT NOT NULL, intent TEXT NOT NULL,
    sent_at INTEGER NOT NULL,
    PRIMARY KEY (conversation, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS messages_by_time ON messages (shop, sender, sent_at);

CREATE TABLE IF NOT EXISTS quota_uses (
    shop INTEGER NOT NULL, used_at INTEGER NOT NULL, creator INTEGER NOT NULL, kind TEXT NOT NULL,
    units INTEGER NOT NULL, from_starter INTEGER NOT NULL, paired INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS quota_uses_by_time ON quota_uses (shop, used_at);
CREATE TABLE IF NOT EXISTS quota_refusals (shop INTEGER NOT NULL, refused_at INTEGER NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS quota_refusals_by_time ON quota_refusals (shop, refused_at);

CREATE TABLE IF NOT EXISTS collaborations (
    id INTEGER PRIMARY KEY, shop INTEGER NOT NULL, name TEXT NOT NULL, message TEXT NOT NULL,
    created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, ends_at INTEGER NOT NULL,
    cancelled_from INTEGER,
    has_sample INTEGER NOT NULL, sample_exempt INTEGER NOT NULL, contact TEXT NOT NULL,
    content_type TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS collaborations_by_time ON collaborations (shop, created_at, id);

CREATE TABLE IF NOT EXISTS collaboration_products (
    collaboration INTEGER NOT NULL, product INTEGER NOT NULL, rate INTEGER NOT NULL, ads_rate INTEGER,
    rate_from INTEGER NOT NULL, ends_at INTEGER,
    PRIMARY KEY (collaboration, product)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS invitations (
    collaboration INTEGER NOT NULL, creator INTEGER NOT NULL, shop INTEGER NOT NULL,
    invited_at INTEGER NOT NULL,
    accepted_at INTEGER, ends_at INTEGER,
    PRIMARY KEY (collaboration, creator)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS invitations_by_creator ON invitations (shop, creator);
CREATE INDEX IF NOT EXISTS invitations_by_time ON invitations (shop, invited_at);

CREATE TABLE IF NOT EXISTS showcase (
    collaboration INTEGER NOT NULL, creator INTEGER NOT NULL, product INTEGER NOT NULL,
    added_at INTEGER NOT NULL,
    PRIMARY KEY (collaboration, creator, product)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS terms (
    collaboration INTEGER NOT NULL, creator INTEGER NOT NULL, product INTEGER NOT NULL,
    starts_at INTEGER, asked_at INTEGER NOT NULL, rate INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS terms_in_force ON terms (collaboration, creator, product, starts_at);

CREATE TABLE IF NOT EXISTS samples (
    id INTEGER PRIMARY KEY, shop INTEGER NOT NULL, creator INTEGER NOT NULL,
    collaboration INTEGER NOT NULL,
    product INTEGER NOT NULL, rate INTEGER NOT NULL, status TEXT NOT NULL, requested_at INTEGER NOT NULL,
    review_by INTEGER NOT NULL, reviewed_at INTEGER, order_id INTEGER, shipped_at INTEGER,
    delivered_at INTEGER,
    content_by INTEGER, turn INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS samples_by_time ON samples (shop, requested_at, id);
CREATE INDEX IF NOT EXISTS samples_by_creator ON samples (shop, creator);

CREATE TABLE IF NOT EXISTS contents (
    id INTEGER PRIMARY KEY, shop INTEGER NOT NULL, creator INTEGER NOT NULL,
    collaboration INTEGER NOT NULL,
    product INTEGER NOT NULL, format TEXT NOT NULL, posted_at INTEGER NOT NULL, turn INTEGER NOT NULL,
    views INTEGER NOT NULL, engagement INTEGER NOT NULL, sample INTEGER
) STRICT;
CREATE INDEX IF NOT EXISTS contents_by_time ON contents (shop, posted_at);
CREATE INDEX IF NOT EXISTS contents_by_sample ON contents (sample);
CREATE INDEX IF NOT EXISTS contents_by_creator ON contents (collaboration, creator);

CREATE TABLE IF NOT EXISTS order_lines (
    order_id INTEGER NOT NULL, place INTEGER NOT NULL, shop INTEGER NOT NULL, creator INTEGER NOT NULL,
    collaboration INTEGER NOT NULL, product INTEGER NOT NULL, content INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    delivered_at INTEGER NOT NULL, settles_at INTEGER NOT NULL, price INTEGER NOT NULL,
    quantity INTEGER NOT NULL,
    rate INTEGER NOT NULL, refunded_at INTEGER, refunded_units INTEGER NOT NULL,
    refunded_amount INTEGER NOT NULL,
    PRIMARY KEY (order_id, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS order_lines_by_time ON order_lines (shop, created_at, order_id, place);
CREATE INDEX IF NOT EXISTS order_lines_by_delivery ON order_lines (shop, delivered_at);
CREATE INDEX IF NOT EXISTS order_lines_by_refund ON order_lines (shop, refunded_at);
CREATE INDEX IF NOT EXISTS order_lines_by_content ON order_lines (content);

CREATE TABLE IF NOT EXISTS played (creator INTEGER PRIMARY KEY, since INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS declined (
    collaboration INTEGER NOT NULL, creator INTEGER NOT NULL, declined_at INTEGER NOT NULL,
    PRIMARY KEY (collaboration, creator)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS pictures (
    id TEXT PRIMARY KEY, creator INTEGER NOT NULL, media_type TEXT NOT NULL, width INTEGER NOT NULL,
    height INTEGER NOT NULL, bytes BLOB NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS pictures_by_creator ON pictures (creator);
CREATE INDEX IF NOT EXISTS invitations_of_creator ON invitations (creator, invited_at);
CREATE INDEX IF NOT EXISTS showcase_of_creator ON showcase (creator, added_at);
CREATE INDEX IF NOT EXISTS conversations_of_creator ON conversations (creator, last_at);
CREATE INDEX IF NOT EXISTS samples_of_creator ON samples (creator, requested_at);
CREATE INDEX IF NOT EXISTS contents_of_creator ON contents (creator, posted_at);
CREATE INDEX IF NOT EXISTS order_lines_of_creator ON order_lines (creator, created_at, order_id, place);
CREATE TABLE IF NOT EXISTS open_collaborations (
    id INTEGER PRIMARY KEY, shop INTEGER NOT NULL, product INTEGER NOT NULL, turn INTEGER NOT NULL,
    created_at INTEGER NOT NULL, rate INTEGER NOT NULL, rate_from INTEGER NOT NULL, ends_at INTEGER
) STRICT;
CREATE INDEX IF NOT EXISTS open_collaborations_by_product ON open_collaborations (shop, product);
CREATE TABLE IF NOT EXISTS promotions (
    collaboration INTEGER NOT NULL, creator INTEGER NOT NULL, turn INTEGER NOT NULL, shop INTEGER NOT NULL,
    product INTEGER NOT NULL, joined_at INTEGER NOT NULL, ends_at INTEGER,
    PRIMARY KEY (collaboration, creator, turn)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS promotions_by_creator ON promotions (shop, creator);
CREATE TABLE IF NOT EXISTS sample_rules (
    shop INTEGER NOT NULL, product INTEGER NOT NULL, active INTEGER NOT NULL, quota INTEGER NOT NULL,
    unlimited INTEGER NOT NULL, starts_at INTEGER NOT NULL, ends_at INTEGER, thresholds TEXT NOT NULL,
    edited_at INTEGER NOT NULL,
    PRIMARY KEY (shop, product)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS shop_plans (
    shop INTEGER PRIMARY KEY, enabled INTEGER NOT NULL, rate INTEGER NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS conversation_marks (
    conversation INTEGER PRIMARY KEY, starred INTEGER NOT NULL, archived_at INTEGER
) STRICT;
CREATE TABLE IF NOT EXISTS images (
    id INTEGER PRIMARY KEY, shop INTEGER NOT NULL, kind TEXT NOT NULL, width INTEGER NOT NULL,
    height INTEGER NOT NULL, uploaded_at INTEGER NOT NULL, bytes BLOB NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS exports (
    id INTEGER PRIMARY KEY, shop INTEGER NOT NULL, module TEXT NOT NULL, span TEXT NOT NULL,
    end_day INTEGER NOT NULL, plan TEXT NOT NULL, asked_at INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS exports_by_time ON exports (shop, asked_at);
"""
