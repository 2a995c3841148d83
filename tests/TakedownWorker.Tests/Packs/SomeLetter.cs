using System.Collections.Immutable;
using NodaTime;
using TakedownWorker.Core;
using TakedownWorker.Core.Contacts;
using TakedownWorker.Core.Notices;
using TakedownWorker.Packs;
using TakedownWorker.Takedowns.Ports;
using Route = TakedownWorker.Core.Contacts.Route;

namespace TakedownWorker.Tests.Packs;

/// <summary>A letter with every fact, harmless throughout; tests take one away or change one.</summary>
internal static class SomeLetter
{
    public static readonly LoadedPacks Packs = PackLoader.Load(PackFolders.BesideTheProgram);

    public static readonly Instant Now = Instant.FromUtc(2026, 11, 23, 9, 0);

    public static readonly OrganisationFacts Organisation = new("Example Helpline", "Duty officer", "desk@helpline.example", "+00 000 0000");

    public static readonly NoticeComposer Composer = new(Packs, Organisation);

    public static readonly Route Operator = new()
    {
        Role = PartyRole.SiteOperator, Party = "board.example", Channel = Channel.Email, Address = "abuse@board.example",
        Source = RouteSource.Rfc2142, Trust = RouteTrust.Guessed,
    };

    public static readonly Route Host = Operator with
    {
        Role = PartyRole.HostingProvider, Party = "host.example", Address = "abuse@host.example", Source = RouteSource.Directory, Trust = RouteTrust.Published,
    };

    /// <summary>The platform's own removal process.</summary>
    public static readonly Route Process = Operator with
    {
        Channel = Channel.Form, Address = "https://board.example/removal", OwnProcess = true, Source = RouteSource.Directory, Trust = RouteTrust.Verified,
    };

    public static CaseFacts Case { get; } = new()
    {
        Id = new CaseId(new Guid("11111111-1111-1111-1111-111111111111")),
        Reference = "TD-7Q2M4X",
        Adult = Tri.Yes,
        Under18 = Tri.No,
        Authority = new Authority("the person", new LocalDate(2026, 11, 1), "removal", null),
        PersonName = "Zyx Quuxley",
        Country = "GB",
    };

    public static CompositionRequest Request(Route? to = null, ItemKind kind = ItemKind.First, int rung = 1, int number = 0) => new(
        Case,
        Letter(to ?? Operator, kind, rung, number),
        ["https://board.example/t/1001?page=2&view=all", "https://board.example/t/1002"],
        [],
        Book(),
        Now)
    {
        ReplyAddress = "reply+k3v9x2@helpline.example",
        Witnesses = [new Witness("caseworker", new LocalDate(2026, 11, 22)), new Witness("caseworker", new LocalDate(2026, 11, 22))],
    };

    public static Notice Letter(Route to, ItemKind kind, int rung, int number = 0) => new()
    {
        Id = new NoticeId(new Guid("22222222-2222-2222-2222-222222222222")),
        Case = Case.Id,
        Route = to,
        Attempt = 1,
        Rung = rung,
        Kind = kind,
        Number = number,
        OpenedAt = Now,
        Items = [],
    };

    public static Notice Received(Route to, int rung, Instant at) => Letter(to, ItemKind.First, rung) with { ReceivedAt = at, Basis = "us-take-it-down", State = NoticeState.Sent };

    public static Rulebook Book(bool trial = false, params string[] reviewed) => new PackRulebooks(
        Packs,
        new Installation
        {
            Confirmation = new Confirmation(3, Period.FromHours(24)),
            HasControlUrls = true,
            Vantages = ["direct"],
            Trial = trial,
            ReadsMail = true,
            ReviewedBases = reviewed.Length > 0 ? [.. reviewed] : ["us-take-it-down", "generic-aup"],
        },
        "default").For(null);

    public static Composition.Complete Whole(CompositionRequest request)
    {
        var letter = Composer.Compose(request);
        Assert.True(letter is Composition.Complete, Describe(letter));
        return (Composition.Complete)letter;
    }

    public static ImmutableArray<string> Missing(CompositionRequest request) =>
        Assert.IsType<Composition.Incomplete>(Composer.Compose(request)).Missing;

    private static string Describe(Composition letter) => letter switch
    {
        Composition.Incomplete i => "missing: " + string.Join(", ", i.Missing),
        Composition.NoBasis n => "no basis: " + string.Join("; ", n.Reasons),
        _ => letter.ToString(),
    };
}
