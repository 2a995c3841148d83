using System.Collections.Immutable;
using NodaTime;

namespace TakedownWorker.Core.Contacts;

/// <summary>How one party behaves, over all cases. Holds no case data: helplines may share it.</summary>
/// <param name="Party">Id of the directory or registrable domain; null while it was seen in fewer than three cases.</param>
/// <param name="Notices">Letters that it took.</param>
/// <param name="Answered">Of those, the letters that it answered in any way.</param>
/// <param name="MedianHours">From the first letter to the first look that found the material gone; null without a removal.</param>
/// <param name="P90Hours">The time within which nine of ten removals came.</param>
/// <param name="Routes">Different routes that took a letter.</param>
/// <param name="Ignores">Known ignorer: its wait may be shortened, writing never ends.</param>
internal sealed record HostProfile(
    string? Party, string Role, int Notices, int Answered, int Refused, int Bounced, int Removals, int Returns,
    double? MedianHours, double? P90Hours, int Routes, LocalDate? Since, LocalDate? Until, bool Ignores)
{
    /// <summary>A party that took so many letters, over so many routes and days, and neither answered nor removed anything.</summary>
    public const int IgnoredLetters = 5;
    public const int IgnoredRoutes = 2;
    public const int IgnoredDays = 30;

    public double? ShareAnswered => Notices == 0 ? null : Math.Round((double)Answered / Notices, 3);

    /// <param name="name">Null while it must not be said.</param>
    public static HostProfile Of(string? name, PartyRole role, IReadOnlyCollection<HostFact> facts)
    {
        var hours = facts.Where(f => f.Kind == HostFactKind.Removed && f.After is not null).Select(f => f.After!.Value.TotalHours).Order().ToList();
        var accepted = facts.Where(f => f.Kind == HostFactKind.Accepted).ToList();
        var routes = accepted.Select(f => f.Route).OfType<string>().Distinct(StringComparer.Ordinal).Count();
        var profile = new HostProfile(
            name, Kebab.Name(role), accepted.Count, Count(facts, HostFactKind.Answered), Count(facts, HostFactKind.Refused),
            Count(facts, HostFactKind.Bounced), Count(facts, HostFactKind.Removed), Count(facts, HostFactKind.Returned),
            Quantile(hours, 0.5), Quantile(hours, 0.9), routes,
            facts.Count == 0 ? null : facts.Min(f => f.At).InUtc().Date, facts.Count == 0 ? null : facts.Max(f => f.At).InUtc().Date, Ignores: false);
        return profile with { Ignores = IsIgnorer(profile, accepted) };
    }

    private static bool IsIgnorer(HostProfile profile, List<HostFact> accepted) =>
        profile is { Notices: >= IgnoredLetters, Routes: >= IgnoredRoutes, Answered: 0, Removals: 0 }
        && accepted.Max(f => f.At) - accepted.Min(f => f.At) >= Duration.FromDays(IgnoredDays);

    private static int Count(IReadOnlyCollection<HostFact> facts, HostFactKind kind) => facts.Count(f => f.Kind == kind);

    /// <summary>The least value that at least this share does not exceed (nearest rank).</summary>
    private static double? Quantile(List<double> sorted, double share) =>
        sorted.Count == 0 ? null : Math.Round(sorted[(int)Math.Ceiling(share * sorted.Count) - 1], 1);
}
