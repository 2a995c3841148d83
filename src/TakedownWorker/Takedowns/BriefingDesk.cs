using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using TakedownWorker.Core;
using TakedownWorker.Core.Escalation;
using TakedownWorker.Core.Monitoring;
using TakedownWorker.Core.Notices;
using TakedownWorker.Core.Replies;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Takedowns;

/// <summary>Writes briefings to the case's caseworker, or to every configured one when the case names none.</summary>
/// <param name="Caseworkers">Addresses of the configured caseworkers.</param>
internal sealed record BriefingRecipients(ImmutableArray<string> Caseworkers);

/// <summary>Gathers the facts of a briefing and addresses it.</summary>
internal sealed class BriefingDesk(IBriefingComposer composer, OrganisationFacts organisation, BriefingRecipients recipients)
{
    public IEnumerable<OutgoingLetter> ToOutgoing(CaseFile file, Briefing briefing, Rulebook rulebook, Instant now)
    {
        var to = recipients.Caseworkers.Where(c => c.Equals(file.Facts.Caseworker, StringComparison.OrdinalIgnoreCase)).ToList();
        ImmutableArray<BriefingEntry> entries = briefing.What == BriefingKind.CompanionsFound ? [.. Companions(file)] : [.. Entries(file, briefing)];
        if (entries.IsEmpty)
        {
            yield break; // Answered before it was told.
        }

        var text = composer.Compose(new BriefingRequest(
            file.Facts, briefing.What, entries, rulebook.Installation.Trial,
            rulebook.Installation.Vantages.Length == 1, now));
        foreach (var address in to.Count > 0 ? to : [.. recipients.Caseworkers])
        {
            yield return Letter(file, briefing, text, address);
        }
    }

    private OutgoingLetter Letter(CaseFile file, Briefing briefing, BriefingText text, string to) => new()
    {
        MessageId = MessageId.ForBriefing(
            DerivedId.From(
                "briefing", file.Facts.Id.ToString(), briefing.What.ToString(), to,
                briefing.Since.ToUnixTimeTicks().ToString(CultureInfo.InvariantCulture)),
            organisation.MailDomain),
        To = to,
        FromName = organisation.Name,
        FromAddress = organisation.FromAddress,
        Subject = text.Subject,
        Text = text.Text,
        Html = text.Html,
        AutoSubmitted = true,
    };

    private static IEnumerable<BriefingEntry> Entries(CaseFile file, Briefing briefing)
    {
        foreach (var t in briefing.Takedowns.Select(file.Of))
        {
            var task = TaskOf(file, t, briefing.What);
            var letter = task is null ? null : NoticeTaskRule.LetterOf(file, task);
            yield return new BriefingEntry(
                Defang.Url(t.Url), What(t), task?.IdIn(file.Facts.Id).ToString(), letter?.Route.Party ?? LatestParty(t), t.ContentSince);
        }
    }

    private static IEnumerable<BriefingEntry> Companions(CaseFile file) => CompanionRule.OpenOf(file).Select(o => new BriefingEntry(
        Defang.Url(o.Companion.Url), Kebab.Name(o.Companion.Kind), TaskOf(file, o.Page, BriefingKind.CompanionsFound)?.IdIn(file.Facts.Id).ToString(), null, null));

    private static string What(Takedown t)
    {
        var places = DisagreementRule.Describe(t.Sightings);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{t.Content.ToString().ToLowerInvariant()}{(places.Length == 0 ? "" : $" ({places})")}, attempt {t.Attempt}, rung {t.Rung}");
    }

    private static string? LatestParty(Takedown t) => t.Items.Where(i => i.Left).MaxBy(i => i.ReceivedAt)?.Route.Party;

    private static TaskKey? TaskOf(CaseFile file, Takedown t, BriefingKind what) => t.Tasks.FirstOrDefault(k => what switch
    {
        BriefingKind.ApprovalWanted => k.Kind is TaskKind.ApproveLetter or TaskKind.FillForm,
        BriefingKind.ElementMissing => k.Kind == TaskKind.MissingElement && NoticeTaskRule.LetterOf(file, k) is null,
        BriefingKind.RouteMissing => k.Kind == TaskKind.NoRoute,
        BriefingKind.LookNeeded => k.Kind is TaskKind.ManualLook or TaskKind.ConfirmReturn,
        BriefingKind.SiteDead => k.Kind == TaskKind.SiteDead,
        BriefingKind.LadderExhausted => k.Kind == TaskKind.LadderExhausted,
        BriefingKind.SendProblem => k.Kind == TaskKind.SendFailed,
        BriefingKind.WorkStuck => k.Kind == TaskKind.Poison,
        BriefingKind.FuseBlown => k.Kind == TaskKind.Fuse,
        BriefingKind.CompanionsFound => k.Kind == TaskKind.Companions,
        _ => false,
    });
}
