using System.Collections.Immutable;
using NodaTime;

namespace TakedownWorker.Core.Contacts;

/// <summary>One entry of the provider directory: facts with their source and date.</summary>
internal sealed record Provider
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>platform, host, cdn, registrar, shared-host, board-software.</summary>
    public required string Kind { get; init; }

    /// <summary>Role its routes are used under.</summary>
    public required PartyRole Role { get; init; }

    /// <summary>Domains it serves; a sub-domain matches too.</summary>
    public required ImmutableArray<string> Domains { get; init; }

    /// <summary>In order of preference.</summary>
    public required ImmutableArray<ProviderRoute> Routes { get; init; }

    public string? Jurisdiction { get; init; }

    public ImmutableArray<string> Languages { get; init; } = ["en"];

    public ImmutableArray<string> Bases { get; init; } = [];

    /// <summary>The whole site is for this material: registrars may be asked (DESIGN 4.5).</summary>
    public bool Dedicated { get; init; }

    public bool Hostile { get; init; }

    /// <summary>Registries of numbers and other bystanders are never written to.</summary>
    public bool Bystander { get; init; }

    public bool RemindersWelcome { get; init; } = true;

    public required string Source { get; init; }

    public required LocalDate Checked { get; init; }
}

/// <summary>One way to reach a provider.</summary>
internal sealed record ProviderRoute(
    Channel Channel, string Address, RouteTrust Trust, bool OwnProcess, string? Note, ImmutableArray<string> Fields);
