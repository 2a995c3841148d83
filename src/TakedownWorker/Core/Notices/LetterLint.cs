using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace TakedownWorker.Core.Notices;

/// <summary>Words that never stand in a letter, by the name of their list.</summary>
internal sealed record ForbiddenWords(ImmutableDictionary<string, ImmutableArray<string>> Lists)
{
    public static ForbiddenWords None { get; } = new(ImmutableDictionary<string, ImmutableArray<string>>.Empty);
}

/// <summary>What is checked of a rendered letter.</summary>
/// <param name="OwnWords">Subject and text without what facts brought in: what a template says.</param>
/// <param name="OutsideLocator">Subject and text, all but the locator block.</param>
/// <param name="Urls">The exact addresses of the locator block.</param>
/// <param name="CaseValues">Facts of this case that the letter shows outside the locator block: hosts and parties.</param>
internal sealed record LintInput(
    string Subject, string OwnWords, string OutsideLocator, string Html, ImmutableArray<string> Urls,
    ImmutableArray<string> CaseValues, string? PersonName);

/// <summary>
/// NOT-04: what a letter must never hold (DESIGN 4.1, 4.3), checked on the finished letter, whatever a template or a
/// fact did. A finding stops the letter.
/// </summary>
internal static partial class LetterLint
{
    public static readonly RuleId Id = new("NOT-04");

    public static ImmutableArray<string> Findings(LintInput letter, ForbiddenWords words)
    {
        var findings = ImmutableArray.CreateBuilder<string>();
        void Add(bool found, string id)
        {
            if (found)
            {
                findings.Add("lint:" + id);
            }
        }

        Add(ActiveMarkup().IsMatch(letter.Html), "imagery-or-active-markup");
        foreach (var (list, terms) in words.Lists.OrderBy(l => l.Key, StringComparer.Ordinal))
        {
            Add(HasAny(letter.OwnWords, terms), list);
        }

        Add(NamesThePerson(letter), "person-name");
        Add(letter.Urls.Any(u => letter.OutsideLocator.Contains(u, StringComparison.Ordinal)), "address-outside-locator");
        Add(Secret().IsMatch(letter.OutsideLocator), "tracking-or-session");
        Add(letter.Subject.Any(char.IsControl), "subject-control-character");
        return findings.ToImmutable();
    }

    private static bool HasAny(string text, ImmutableArray<string> terms)
    {
        var padded = $" {string.Join(' ', UrlMasking.Words(text))} ";
        return terms.Any(t => padded.Contains($" {string.Join(' ', UrlMasking.Words(t))} ", StringComparison.Ordinal));
    }

    /// <summary>The full name anywhere; a single part of it only where a fact of the case stands, because "Will" and "May" are words too.</summary>
    private static bool NamesThePerson(LintInput letter)
    {
        var parts = UrlMasking.Words(letter.PersonName ?? "").ToImmutableArray();
        if (parts.IsEmpty)
        {
            return false;
        }

        var whole = $" {string.Join(' ', parts)} ";
        var text = $" {string.Join(' ', UrlMasking.Words(letter.OutsideLocator))} ";
        return (parts.Length > 1 && text.Contains(whole, StringComparison.Ordinal))
            || letter.CaseValues.Any(v => UrlMasking.Matches(v, [.. parts.Where(p => p.Length >= 3)]));
    }

    [GeneratedRegex(@"<\s*(img|picture|source|video|audio|svg|object|embed|iframe|script|link|style|base|form|input)\b|\bdata:image|\bcid:|\burl\s*\(", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ActiveMarkup();

    [GeneratedRegex(@"\b(utm_[a-z]+|fbclid|gclid|sessionid|session_id|phpsessid|jsessionid|access_token|auth_token|sid)=", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Secret();
}
