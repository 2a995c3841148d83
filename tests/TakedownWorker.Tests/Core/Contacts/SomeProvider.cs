using NodaTime;
using TakedownWorker.Core.Contacts;

namespace TakedownWorker.Tests.Core.Contacts;

/// <summary>Providers that do not exist, each with one mailbox.</summary>
internal static class SomeProvider
{
    public static Provider Of(string id, ProviderKind kind, PartyRole role) => new()
    {
        Id = id,
        Name = id,
        Kind = kind,
        Role = role,
        Routes = [new ProviderRoute(Channel.Email, $"abuse@{id}.example", RouteTrust.Published, OwnProcess: false, Note: null, Fields: [])],
        Source = "made up for the test",
        Checked = new LocalDate(2026, 11, 24),
    };

    public static Provider Platform(string id, params string[] domains) => Of(id, ProviderKind.Platform, PartyRole.SiteOperator) with { Domains = [.. domains] };

    public static Provider SharedHost(string id, params string[] domains) => Of(id, ProviderKind.SharedHost, PartyRole.HostingProvider) with { Domains = [.. domains] };

    public static Provider Host(string id) => Of(id, ProviderKind.Host, PartyRole.HostingProvider);

    public static Provider Cdn(string id) => Of(id, ProviderKind.Cdn, PartyRole.Cdn);

    public static Provider Bystander(string id, params string[] domains) =>
        Of(id, ProviderKind.Registry, PartyRole.HostingProvider) with { Domains = [.. domains], Bystander = true, Routes = [] };

    public static Provider SearchEngine(string id, params string[] domains) =>
        Of(id, ProviderKind.SearchEngine, PartyRole.SearchEngine) with { Domains = [.. domains], Everywhere = true };
}
