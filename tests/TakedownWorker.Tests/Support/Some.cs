using System.Collections.Immutable;
using NodaTime;
using TakedownWorker.Core;
using TakedownWorker.Core.Contacts;
using TakedownWorker.Core.Monitoring;
using TakedownWorker.Core.Notices;

namespace TakedownWorker.Tests.Support;

/// <summary>Ordinary values, so that a test names only what it is about.</summary>
internal static class Some
{
    public static readonly Instant Start = Instant.FromUtc(2026, 3, 2, 9, 0);

    public static readonly CaseId CaseId = new(DerivedId.From("case"));

    public static Guid EventId() => Guid.NewGuid();

    public static CaseFacts Facts() => new()
    {
        Id = CaseId,
        Reference = "TD-ABC123",
        Adult = Tri.Yes,
        Under18 = Tri.No,
        Authority = new Authority("the person", new LocalDate(2026, 1, 5), "all addresses", null),
        Caseworker = "caseworker@helpline.test",
        OpenedAt = Start,
    };

    public static Takedown Takedown(string url = "https://board.test/thread/1") => new()
    {
        Id = new TakedownId(DerivedId.From("takedown", url)),
        Case = CaseId,
        Url = url,
        ReportedAt = Start,
        Witness = new Witness("caseworker", new LocalDate(2026, 3, 1)),
    };

    public static Route Route(PartyRole role = PartyRole.SiteOperator, string party = "board.test", RouteTrust trust = RouteTrust.Verified) => new()
    {
        Role = role,
        Party = party,
        Channel = Channel.Email,
        Address = $"abuse@{party}",
        Source = RouteSource.Directory,
        Trust = trust,
    };

    public static Policy Policy() => new()
    {
        Name = "test",
        CollectionWindow = Period.FromMinutes(10),
        AfterExhausted = Period.FromDays(30),
        Rungs =
        [
            new Rung { Number = 1, Parties = [PartyRole.SiteOperator], Wait = Period.FromHours(48), RemindEvery = Period.FromHours(24), Reminders = 1, Bases = ["generic-aup"] },
            new Rung { Number = 2, Parties = [PartyRole.HostingProvider], Wait = Period.FromDays(3), RemindEvery = Period.FromDays(1), Reminders = 2, Bases = ["generic-aup"] },
            new Rung { Number = 3, Parties = [PartyRole.Regulator], Wait = Period.FromDays(7), Bases = ["generic-aup"], HumanOnly = true },
        ],
        Rhythm =
        [
            new RhythmRow(ContentState.Unseen, null, Period.FromMinutes(5)),
            new RhythmRow(ContentState.Live, Period.FromDays(1), Period.FromHours(1)),
            new RhythmRow(ContentState.Live, null, Period.FromHours(6)),
            new RhythmRow(ContentState.GoneUnconfirmed, null, Period.FromHours(6)),
            new RhythmRow(ContentState.Removed, Period.FromDays(14), Period.FromDays(1)),
            new RhythmRow(ContentState.Removed, null, Period.FromDays(30)),
            new RhythmRow(ContentState.Withheld, null, Period.FromHours(12)),
            new RhythmRow(ContentState.Unreachable, null, Period.FromHours(6)),
        ],
    };

    public static Installation Installation() => new()
    {
        Confirmation = new Confirmation(3, Period.FromHours(24)),
        HasControlUrls = true,
        Vantages = [LookFacts.DirectVantage],
        Trial = false,
        ReadsMail = false,
    };

    public static Rulebook Rulebook() => new()
    {
        Policy = Policy(),
        Bases = ImmutableDictionary<string, LegalBasis>.Empty.Add("generic-aup", Basis()),
        Installation = Installation(),
        Hash = "rulebook",
    };

    public static LegalBasis Basis() => new()
    {
        Id = "generic-aup",
        Title = "Acceptable use",
        Jurisdiction = "*",
        Statute = "contract",
        Section = "acceptable use",
        Binds = [PartyRole.SiteOperator, PartyRole.HostingProvider],
        Elements = [],
        Quotable = Quotable.Never,
        Reviewed = new LocalDate(2026, 1, 1),
        ReviewBy = new LocalDate(2030, 1, 1),
        Confidence = "high",
        Sources = [],
        Languages = ["en"],
    };

    public static Observation Look(Instant at, VerdictKind kind, string? fingerprint = "f1") =>
        new(at, LookFacts.DirectVantage, new Verdict(kind, kind.ToString(), 1), null, kind == VerdictKind.Live ? fingerprint : null);
}
