using System.Collections.Immutable;
using NodaTime;
using TakedownWorker.Core;
using TakedownWorker.Core.Contacts;
using TakedownWorker.Core.Notices;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Packs;

/// <summary>Renders a letter for <c>notice preview</c> through the same composer as the real ones.</summary>
/// <param name="organisation">As configured; a specimen fills what is empty.</param>
internal sealed class NoticePreviewer(LoadedPacks packs, IRulebookSource rulebooks, OrganisationFacts organisation, TimeProvider clock) : INoticePreview
{
    public NoticePreview Preview(NoticePreviewRequest request)
    {
        var basis = packs.Bases.GetValueOrDefault(request.Basis)
            ?? throw new ArgumentException($"Unknown legal basis \"{request.Basis}\"; there are: {Names(packs.Bases.Keys)}.", nameof(request));
        if (!basis.Languages.Contains(request.Language))
        {
            throw new ArgumentException($"{basis.Id} has no letter in \"{request.Language}\"; there are: {Names(basis.Languages)}.", nameof(request));
        }

        if (HostName.Of(request.Url) is null)
        {
            throw new ArgumentException("The address must begin with http:// or https:// and name a host.", nameof(request));
        }

        var facts = request.FactsJson is { } json ? PreviewFacts.Parse(json)
            : request.Specimen ? PreviewFacts.Specimen
            : throw new ArgumentException("Give the facts of a case (--facts FILE) or ask for a specimen (--specimen).", nameof(request));
        var route = RouteChoiceRule.Choose(request.Url, packs.Providers, packs.Suffixes).FirstOrDefault(r => basis.Binds.Contains(r.Role));
        return Describe(request, route, Compose(request, basis, facts, route));
    }

    private Composition Compose(NoticePreviewRequest request, LegalBasis basis, PreviewFacts facts, Route? route)
    {
        var now = Instant.FromDateTimeOffset(clock.GetUtcNow());
        var to = route ?? Nobody(basis);
        var letter = new NoticeComposer(packs, request.Specimen ? Filled(organisation) : organisation).ComposeUnder(basis, request.Language, new CompositionRequest(
            facts.Case, Draft(request, to, now), [request.Url], [], rulebooks.For(null), now)
        {
            ReplyAddress = organisation.FromAddress,
            Witnesses = [facts.Witness],
        });
        return route is null ? new Composition.Incomplete(basis.Id, ["recipient", .. MissingOf(letter)]) : letter;
    }

    private static NoticePreview Describe(NoticePreviewRequest request, Route? route, Composition letter)
    {
        var to = route?.Address ?? "";
        var kind = Kebab.Name(ItemKind.First);
        return letter is Composition.Complete whole
            ? new NoticePreview(whole.Basis, whole.Language, kind, to, whole.Subject, whole.Text, whole.Html, [])
            : new NoticePreview(request.Basis, request.Language, kind, to, "", "", "", [.. MissingOf(letter)]);
    }

    private static ImmutableArray<string> MissingOf(Composition letter) => letter switch
    {
        Composition.Incomplete incomplete => incomplete.Missing,
        Composition.NoBasis => ["adult"],
        _ => [],
    };

    private static Notice Draft(NoticePreviewRequest request, Route route, Instant now) => new()
    {
        Id = new NoticeId(DerivedId.From("preview", request.Url, request.Basis)),
        Case = default,
        Route = route,
        Attempt = 1,
        Rung = 1,
        Kind = ItemKind.First,
        OpenedAt = now,
        Items = [],
    };

    private static Route Nobody(LegalBasis basis) => new()
    {
        Role = basis.Binds[0], Party = "", Channel = Channel.None, Address = "", Source = RouteSource.Directory, Trust = RouteTrust.Guessed,
    };

    private static OrganisationFacts Filled(OrganisationFacts facts) => facts with
    {
        Name = facts.Name.Length > 0 ? facts.Name : "Specimen Helpline",
        Signatory = facts.Signatory.Length > 0 ? facts.Signatory : "Takedown desk",
    };

    private static string Names(IEnumerable<string> names) => string.Join(", ", names.Order(StringComparer.Ordinal));
}
