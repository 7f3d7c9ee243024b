"""The console's addresses. Whatever changes something is a POST to an address of its own."""

from django.urls import URLPattern, path, register_converter
from django.urls.converters import IntConverter

from rapport.console import (
    campaigns,
    collaborations,
    creators,
    imports,
    new_campaign,
    plan,
    quota,
    reviews,
    samples,
    session,
    settings,
    similar,
    statements,
    threads,
    today,
    wordings,
)
from rapport.console.entries import ID_DIGITS


class IdConverter(IntConverter):
    """A row's id: what no database could number is no address of ours."""

    regex = f"[0-9]{{1,{ID_DIGITS}}}"


register_converter(IdConverter, "id")

urlpatterns: list[URLPattern] = [
    path("", today.today, name="today"),
    path("clock/", today.clock, name="clock"),
    path("clock/move/", today.move_clock, name="move_clock"),
    path("workspace/", session.switch_workspace, name="workspace"),
    path("language/", session.switch_language, name="language"),
    path("threads/", threads.threads, name="threads"),
    path("threads/<id:thread_id>/", threads.one_thread, name="thread"),
    path("threads/<id:thread_id>/send/", threads.send, name="send"),
    path("threads/<id:thread_id>/no-answer/", threads.no_answer, name="no_answer"),
    path("invitations/<id:invitation_id>/close/", threads.close, name="close_invitation"),
    path("plan/", plan.plan, name="plan"),
    path("plan/lines/<id:line_id>/approve/", plan.approve, name="approve_line"),
    path("plan/lines/<id:line_id>/skip/", plan.skip, name="skip_line"),
    path("plan/shops/<id:shop_id>/approve/", plan.approve_whole, name="approve_all"),
    path("plan/shops/<id:shop_id>/anew/", plan.plan_anew, name="plan_anew"),
    path("quota/shops/<id:shop_id>/", quota.quota, name="quota"),
    path("quota/weeks/<id:window_id>/", quota.quota_week, name="quota_week"),
    path("creators/", creators.creators, name="creators"),
    path("creators/<id:creator_id>/", creators.creator, name="creator"),
    path("creators/similar/<id:shop_id>/", similar.similar_to_best, name="similar_to_best"),
    path("creators/<id:creator_id>/similar/", similar.similar, name="similar"),
    path("creators/<id:creator_id>/block/", creators.block, name="block"),
    path("campaigns/", campaigns.campaigns, name="campaigns"),
    path("campaigns/new/", new_campaign.new, name="new_campaign"),
    path("campaigns/new/bounds/", new_campaign.bounds, name="campaign_bounds"),
    path("campaigns/new/count/", new_campaign.count, name="campaign_count"),
    path("campaigns/create/", new_campaign.create, name="create_campaign"),
    path("campaigns/<id:campaign_id>/", campaigns.one_campaign, name="campaign"),
    path("campaigns/<id:campaign_id>/shortlist/", campaigns.rebuild, name="rebuild_shortlist"),
    path("campaigns/<id:campaign_id>/state/", campaigns.change_state, name="campaign_state"),
    path("campaigns/<id:campaign_id>/approval/", campaigns.change_approval, name="campaign_approval"),
    path("campaigns/<id:campaign_id>/creators/<id:creator_id>/", campaigns.mark, name="mark_candidate"),
    path("collaborations/", collaborations.collaborations, name="collaborations"),
    path("collaborations/<id:collaboration_id>/", collaborations.one_collaboration, name="collaboration"),
    path("collaborations/<id:collaboration_id>/end/", collaborations.end, name="end_collaboration"),
    path("samples/", samples.samples, name="samples"),
    path("samples/<id:sample_id>/", samples.decide_sample, name="decide_sample"),
    path("statements/", statements.statements, name="statements"),
    path("statements/<id:statement_id>/", statements.one_statement, name="statement"),
    path("order-lines/<id:line_id>/", statements.order_line, name="order_line"),
    path("reviews/", reviews.reviews, name="reviews"),
    path("reviews/<id:review_id>/", reviews.one_review, name="review"),
    path("reviews/actions/<id:action_id>/", reviews.settle, name="settle_action"),
    path("imports/", imports.imports, name="imports"),
    path("imports/creators/", imports.take_creators, name="take_creators"),
    path("imports/orders/", imports.take_orders, name="take_orders"),
    path("imports/<id:run_id>/", imports.one_import, name="import_run"),
    path("settings/", settings.settings, name="settings"),
    path("settings/trail/", settings.trail, name="trail"),
    path("settings/shops/<id:shop_id>/rules/", settings.shop_rules, name="shop_rules"),
    path("settings/shops/<id:shop_id>/rules/save/", settings.save_rules, name="save_rules"),
    path("settings/shops/<id:shop_id>/playbook/", settings.shop_playbook, name="shop_playbook"),
    path("settings/shops/<id:shop_id>/playbook/save/", settings.save_playbook, name="save_playbook"),
    path("settings/tokens/new/", settings.new_token, name="new_token"),
    path("settings/tokens/end/", settings.end_token, name="end_token"),
    path("settings/work/<id:job_id>/again/", settings.try_again, name="try_again"),
    path("settings/wordings/", wordings.wordings, name="wordings"),
    path("settings/wordings/add/", wordings.add, name="add_wording"),
    path("settings/wordings/<id:template_id>/remove/", wordings.remove, name="remove_wording"),
]
