using System.Collections.Immutable;

namespace TakedownWorker.Core.Contacts;

/// <summary>
/// The Public Suffix List: under which names the public may register (publicsuffix.org; a domain's owner is one label
/// below). Rules, wildcards and exceptions as its own algorithm says; private suffixes count too, because there the
/// label below is the customer.
/// </summary>
internal sealed class PublicSuffixes
{
    private readonly ImmutableHashSet<string> _rules;
    private readonly ImmutableHashSet<string> _wildcards;
    private readonly ImmutableHashSet<string> _exceptions;

    private PublicSuffixes(ImmutableHashSet<string> rules, ImmutableHashSet<string> wildcards, ImmutableHashSet<string> exceptions) =>
        (_rules, _wildcards, _exceptions) = (rules, wildcards, exceptions);

    public static PublicSuffixes Empty { get; } = Parse("");

    public int Count => _rules.Count + _wildcards.Count + _exceptions.Count;

    public static PublicSuffixes Parse(string list)
    {
        var rules = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        var wildcards = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        var exceptions = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        foreach (var line in list.EnumerateLines())
        {
            var rule = line.Trim().ToString();
            if (rule.Length == 0 || rule.StartsWith("//", StringComparison.Ordinal))
            {
                continue;
            }

            var (set, name) = rule[0] switch
            {
                '!' => (exceptions, rule[1..]),
                '*' when rule.StartsWith("*.", StringComparison.Ordinal) => (wildcards, rule[2..]),
                _ => (rules, rule),
            };
            if (HostName.Normalise(name) is { } ascii)
            {
                set.Add(ascii);
            }
        }

        return new PublicSuffixes(rules.ToImmutable(), wildcards.ToImmutable(), exceptions.ToImmutable());
    }

    /// <summary>The registrable domain of a host in lower-case ASCII; null for a suffix itself, a single label or an IP address.</summary>
    public string? RegistrableDomain(string host)
    {
        if (host.StartsWith('.') || HostName.Normalise(host) is not { } name || HostName.IsIpAddress(name))
        {
            return null;
        }

        var labels = name.Split('.');
        var suffix = SuffixLabels(labels);
        return suffix >= labels.Length || labels.Any(l => l.Length == 0) ? null : Join(labels, labels.Length - suffix - 1);
    }

    private int SuffixLabels(string[] labels)
    {
        for (var i = 0; i < labels.Length; i++)
        {
            var candidate = Join(labels, i);
            if (_exceptions.Contains(candidate))
            {
                return labels.Length - i - 1;
            }

            if (_rules.Contains(candidate) || (i + 1 < labels.Length && _wildcards.Contains(Join(labels, i + 1))))
            {
                return labels.Length - i;
            }
        }

        // The list's default rule: an unlisted top-level name is a suffix.
        return 1;
    }

    private static string Join(string[] labels, int from) => string.Join('.', labels, from, labels.Length - from);
}
