using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using NodaTime.Text;
using TakedownWorker.Core;
using TakedownWorker.Core.Contacts;
using TakedownWorker.Core.Notices;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Packs;

/// <summary>
/// Chooses the basis, checks every element, renders, and checks the finished letter. The same request gives the same
/// bytes: no date of today is in a letter.
/// </summary>
internal sealed class NoticeComposer(LoadedPacks packs, OrganisationFacts organisation) : INoticeComposer
{
    public Composition Compose(CompositionRequest request)
    {
        var day = request.Now.InUtc().Date;
        if (request.Notice.Kind == ItemKind.Withdrawal)
        {
            return Withdraw(request);
        }

        var rung = request.Rulebook.Policy.Rungs.FirstOrDefault(r => r.Number == request.Notice.Rung);
        if (rung is null)
        {
            return new Composition.NoBasis([string.Create(CultureInfo.InvariantCulture, $"the policy has no rung {request.Notice.Rung}")]);
        }

        var choice = BasisRule.Choose(request.Case, request.Notice.Route, rung, request.Rulebook, day);
        var letter = choice.Basis is { } basis ? ComposeUnder(basis, null, request) : new Composition.NoBasis(choice.Reasons);
        return letter is Composition.Complete whole ? whole with { WhyBasis = string.Join("; ", choice.Reasons) } : letter;
    }

    /// <summary>A letter under a given basis, whatever the rung prefers; the age gate and every element still hold.</summary>
    /// <param name="language">Null: what the party reads.</param>
    public Composition ComposeUnder(LegalBasis basis, string? language, CompositionRequest request)
    {
        if (BasisRule.AgeFault(request.Case) is { } fault)
        {
            return new Composition.NoBasis([fault]);
        }

        var facts = new ElementFacts(
            request.Urls, request.Witnesses, request.Case.Authority, request.Notice.Route, organisation,
            request.ReplyAddress, request.Now.InUtc().Date);
        var missing = ElementRule.Missing(ElementRule.Fill(basis, facts));
        return missing.IsEmpty
            ? Render(basis, language ?? LetterTemplates.LanguageFor(request.Notice.Route.Languages, basis), request)
            : new Composition.Incomplete(basis.Id, missing);
    }

    /// <summary>A withdrawal declares nothing, so it needs no element but its addresses; under 18 nothing leaves at all (DESIGN 4.2).</summary>
    private Composition Withdraw(CompositionRequest request)
    {
        if (request.Case.Quarantined || request.Case.Under18 == Tri.Yes)
        {
            return new Composition.NoBasis([BasisRule.AgeFault(request.Case)!]);
        }

        var id = request.Earlier.LastOrDefault(e => e.Basis is not null)?.Basis
            ?? request.Rulebook.Policy.Rungs.FirstOrDefault(r => r.Number == request.Notice.Rung)?.Bases.LastOrDefault();
        var basis = id is null ? null : request.Rulebook.Bases.GetValueOrDefault(id);
        return basis is null ? new Composition.NoBasis(["the letter that is withdrawn has no legal basis"])
            : request.Urls.IsEmpty ? new Composition.Incomplete(basis.Id, ["content_locator"])
            : Render(basis, LetterTemplates.LanguageFor(request.Notice.Route.Languages, basis), request);
    }

    private Composition Render(LegalBasis basis, string language, CompositionRequest request)
    {
        var (frame, texts) = (packs.Letters.Frames[language], packs.Letters.Bases[(basis.Id, language)]);
        var terms = UrlMasking.TermsOf(request.Case);
        var facts = Facts(basis, request, terms);
        var letter = LetterWriter.Write(frame, texts, language, facts, request.Urls);
        var findings = LetterLint.Findings(LintInputOf(letter, facts, request), packs.Forbidden);
        if (!findings.IsEmpty)
        {
            return new Composition.Incomplete(basis.Id, findings);
        }

        var to = request.Notice.Route.Address;
        var json = NoticeJson.Write(basis, request, request.Urls);
        var empty = LetterWriter.Write(frame, texts, language, WithoutAddresses(facts), [LetterWriter.AddressMark]);
        return new Composition.Complete(
            basis.Id, language, letter.Subject, letter.Text, letter.Html, json,
            LetterWriter.Hash(empty, to, NoticeJson.Write(basis, request, [LetterWriter.AddressMark])),
            LetterWriter.Hash(letter, to, json));
    }

    /// <summary>What approval binds beside the addresses: nothing in it may change when one of them is taken away.</summary>
    private static LetterFacts WithoutAddresses(LetterFacts facts) => facts with { Count = 2, Sites = LetterWriter.AddressMark };

    private static LintInput LintInputOf(WrittenLetter letter, LetterFacts facts, CompositionRequest request) => new(
        letter.Subject, letter.OwnWords, letter.OutsideLocator, letter.Html, request.Urls,
        [facts.Party, facts.Sites, .. facts.Earlier.Select(e => e.Party)], request.Case.PersonName);

    private LetterFacts Facts(LegalBasis basis, CompositionRequest request, ImmutableArray<string> terms)
    {
        var notice = request.Notice;
        var quotes = basis.Quotable == Quotable.Always || (basis.Quotable == Quotable.OwnProcessOnly && notice.Route.OwnProcess);
        return new LetterFacts
        {
            Kind = Kebab.Name(notice.Kind),
            Number = notice.Number,
            Reference = request.Case.Reference,
            Organisation = organisation.Name,
            Signatory = organisation.Signatory,
            ReplyAddress = request.ReplyAddress.Length > 0 ? request.ReplyAddress : organisation.FromAddress,
            Telephone = organisation.Telephone ?? "",
            VerifyHint = organisation.VerifyHint ?? "",
            Party = PartyName(notice.Route.Party, terms),
            Role = Kebab.Name(notice.Route.Role),
            Count = request.Urls.Length,
            Sites = string.Join(", ", Sites(request.Urls, terms)),
            HasAuthority = request.Case.Authority is not null,
            QuotesHours = quotes,
            Hours = Hours(quotes ? basis.Deadline : basis.AsksWithin),
            Statute = basis.Statute,
            Section = basis.Section,
            Terms = ElementRule.UnknownClause,
            WroteOn = [.. Received(request).Where(e => IsToSame(e, notice)).Select(Day).Distinct(StringComparer.Ordinal)],
            Earlier = [.. Received(request).Where(e => !IsToSame(e, notice)).Select(e => Earlier(e, terms)).Distinct()],
            RemovedOn = [.. request.RemovedOn.Order().Select(LocalDatePattern.Iso.Format)],
            NoLongerNeeded = request.Withdrawal == WithdrawalReason.NoLongerNeeded,
        };
    }

    private static IEnumerable<Notice> Received(CompositionRequest request) =>
        request.Earlier.Where(e => e.ReceivedAt is not null && e.Kind != ItemKind.Withdrawal);

    private static bool IsToSame(Notice earlier, Notice notice) =>
        earlier.Route.Party == notice.Route.Party && earlier.Route.Role == notice.Route.Role;

    private static string Day(Notice notice) => LocalDatePattern.Iso.Format(notice.ReceivedAt!.Value.InUtc().Date);

    private EarlierLetter Earlier(Notice notice, ImmutableArray<string> terms) =>
        new(Day(notice), PartyName(notice.Route.Party, terms), Kebab.Name(notice.Kind));

    private string PartyName(string party, ImmutableArray<string> terms) =>
        packs.Providers.FirstOrDefault(p => p.Id == party)?.Name ?? UrlMasking.Apply(party, terms);

    private static IEnumerable<string> Sites(ImmutableArray<string> urls, ImmutableArray<string> terms) => urls
        .Select(u => HostName.Of(u) ?? "")
        .Where(h => h.Length > 0)
        .Select(h => UrlMasking.Apply(h, terms))
        .Distinct(StringComparer.Ordinal);

    private static int Hours(Period? period) =>
        period is null || period.HasTimeComponent is false && period.Days == 0 && period.Weeks == 0 ? 0
        : period.Months > 0 || period.Years > 0 ? 0
        : (int)period.ToDuration().TotalHours;
}
