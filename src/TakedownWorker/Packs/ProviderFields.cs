using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using TakedownWorker.Core.Contacts;
using TakedownWorker.Core.Intake;

namespace TakedownWorker.Packs;

/// <summary>Values of a provider file that YAML knows only as texts; what does not parse is a fault and left out.</summary>
internal static class ProviderFields
{
    private const long LastAsNumber = uint.MaxValue - 1; // RFC 7300

    /// <summary>Bare domain names in lower-case ASCII.</summary>
    public static ImmutableArray<string> Names(YamlMap map, string key)
    {
        var names = map.Texts(key);
        foreach (var name in names.Where(n => HostName.Normalise(n) != n || !n.Contains('.', StringComparison.Ordinal) || n.StartsWith('.')))
        {
            map.Fault(key, name, "must be a bare domain in lower-case ASCII, such as example.com");
        }

        foreach (var twice in names.GroupBy(n => n).Where(g => g.Count() > 1))
        {
            map.Fault(key, twice.Key, "stands here twice");
        }

        return names;
    }

    public static ImmutableArray<IPNetwork> Networks(YamlMap map, string key)
    {
        var networks = ImmutableArray.CreateBuilder<IPNetwork>();
        foreach (var text in map.Texts(key))
        {
            if (!IPNetwork.TryParse(text, out var network) || network.ToString() != text)
            {
                map.Fault(key, text, "must be a network in CIDR form that begins with its first address, such as 192.0.2.0/24 or 2001:db8::/32");
            }
            else if (network.PrefixLength < (network.BaseAddress.AddressFamily == AddressFamily.InterNetwork ? 8 : 16))
            {
                map.Fault(key, text, "is wider than any provider: name its own networks");
            }
            else
            {
                networks.Add(network);
            }
        }

        return networks.ToImmutable();
    }

    public static ImmutableArray<long> Numbers(YamlMap map, string key)
    {
        var numbers = ImmutableArray.CreateBuilder<long>();
        foreach (var text in map.Texts(key))
        {
            if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= LastAsNumber)
            {
                numbers.Add(number);
            }
            else
            {
                map.Fault(key, text, "must be a bare number, such as 13335 (no letters before it)");
            }
        }

        return numbers.ToImmutable();
    }

    public static string? Country(YamlMap map, string key)
    {
        var code = map.OptionalText(key);
        if (code is not null && (CountryCodes.Fault(code) is not null || CountryCodes.Normalise(code) != code))
        {
            map.Fault(key, code, "must be an ISO 3166 code in capitals, such as NL, or GB-SCT where laws differ");
        }

        return code;
    }

    /// <summary>The shape of RFC 5646 that is in use: language, then script, then region.</summary>
    public static ImmutableArray<string> Languages(YamlMap map, string key)
    {
        var tags = map.Texts(key);
        foreach (var tag in tags.Where(t => !IsTag(t.Split('-'))))
        {
            map.Fault(key, tag, "must be a BCP 47 tag, such as en, pt-BR or zh-Hant");
        }

        if (tags.IsEmpty)
        {
            map.Fault(key, "", "name at least one language, or leave the key out for English");
        }

        return tags;
    }

    /// <summary>Whether repeats are borne, and in which rhythm.</summary>
    public static Provider Reminders(YamlMap map, Provider provider)
    {
        var welcome = map.Flag("remindersWelcome", otherwise: true);
        if (map.Has("remindEvery") && map.OptionalText("remindEvery") == "none")
        {
            return provider with { RemindersWelcome = false };
        }

        var every = map.OptionalPeriod("remindEvery");
        if (every is not null && !welcome)
        {
            map.Fault("remindEvery", every.ToString(), "stands against remindersWelcome: false; leave one of them out");
        }

        return provider with { RemindersWelcome = welcome, RemindEvery = every };
    }

    private static bool IsTag(string[] parts) =>
        parts is [{ Length: 2 or 3 } language, ..] && language.All(char.IsAsciiLetterLower)
        && parts[1..] switch
        {
            [] => true,
            [var one] => IsScript(one) || IsRegion(one),
            [var script, var region] => IsScript(script) && IsRegion(region),
            _ => false,
        };

    private static bool IsScript(string part) => part.Length == 4 && char.IsAsciiLetterUpper(part[0]) && part.Skip(1).All(char.IsAsciiLetterLower);

    private static bool IsRegion(string part) =>
        (part.Length == 2 && part.All(char.IsAsciiLetterUpper)) || (part.Length == 3 && part.All(char.IsAsciiDigit));
}
