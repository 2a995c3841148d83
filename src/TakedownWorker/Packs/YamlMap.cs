using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using NodaTime.Text;
using TakedownWorker.Core;
using YamlDotNet.RepresentationModel;

namespace TakedownWorker.Packs;

/// <summary>
/// A YAML mapping that is read key by key and remembers which keys were asked for, so that a misspelled key is a fault
/// and not silence. Wrong values become faults too and a default is returned: all faults of a file are found at once.
/// </summary>
internal sealed class YamlMap
{
    private readonly string _file;
    private readonly string _path;
    private readonly List<PackFault> _faults;
    private readonly int _line;
    private readonly Dictionary<string, YamlNode> _nodes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _lines = new(StringComparer.Ordinal);
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    public YamlMap(string file, string path, YamlMappingNode node, List<PackFault> faults)
    {
        (_file, _path, _faults, _line) = (file, path, faults, (int)node.Start.Line);
        foreach (var (key, value) in node.Children)
        {
            var name = (key as YamlScalarNode)?.Value ?? "";
            _nodes[name] = value;
            _lines[name] = (int)key.Start.Line;
        }
    }

    public int Line => _line;

    public bool Has(string key) => _nodes.ContainsKey(key);

    public void Fault(string key, string value, string cure) =>
        _faults.Add(new PackFault(_file, _lines.GetValueOrDefault(key, _line), Full(key), value, cure));

    /// <summary>Reports every key that nobody asked for. Call last.</summary>
    public void End()
    {
        foreach (var key in _nodes.Keys.Where(k => !_asked.Contains(k)))
        {
            Fault(key, "", $"unknown key; known here: {string.Join(", ", _asked.Order(StringComparer.Ordinal))}");
        }
    }

    public string Text(string key) => OptionalText(key) ?? Missing(key);

    public string? OptionalText(string key)
    {
        switch (Ask(key))
        {
            case null: return null;
            case YamlScalarNode { Value: { Length: > 0 } value }: return value.Trim();
            default:
                Fault(key, "", "must be a text that is not empty");
                return null;
        }
    }

    public bool Flag(string key, bool otherwise)
    {
        var text = OptionalText(key);
        if (text is null or "true" or "false")
        {
            return text is null ? otherwise : text == "true";
        }

        Fault(key, text, "must be true or false");
        return otherwise;
    }

    public int Number(string key, int otherwise, int least)
    {
        if (OptionalText(key) is not { } text)
        {
            return otherwise;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least)
        {
            return number;
        }

        Fault(key, text, string.Create(CultureInfo.InvariantCulture, $"must be a whole number of at least {least}"));
        return otherwise;
    }

    public Period? OptionalPeriod(string key)
    {
        if (OptionalText(key) is not { } text)
        {
            return null;
        }

        var parsed = PeriodPattern.NormalizingIso.Parse(text);
        if (parsed.Success && IsPositive(parsed.Value))
        {
            return parsed.Value;
        }

        Fault(key, text, "must be an ISO 8601 period above zero, such as PT48H, P3D or P1M");
        return null;
    }

    public Period Period(string key)
    {
        if (!Has(key))
        {
            Missing(key);
        }

        return OptionalPeriod(key) ?? NodaTime.Period.FromHours(1);
    }

    public LocalDate? OptionalDate(string key)
    {
        if (OptionalText(key) is not { } text)
        {
            return null;
        }

        var parsed = LocalDatePattern.Iso.Parse(text);
        if (parsed.Success)
        {
            return parsed.Value;
        }

        Fault(key, text, "must be a date such as 2026-11-23");
        return null;
    }

    public LocalDate Date(string key)
    {
        if (!Has(key))
        {
            Missing(key);
        }

        return OptionalDate(key) ?? new LocalDate(1, 1, 1);
    }

    /// <summary>A member of a closed list, written in kebab case.</summary>
    public T Choice<T>(string key, T otherwise)
        where T : struct, Enum
    {
        if (!Has(key))
        {
            Missing(key);
        }

        return OptionalText(key) is { } text ? Member<T>(key, text) ?? otherwise : otherwise;
    }

    public ImmutableArray<T> Choices<T>(string key)
        where T : struct, Enum
    {
        if (!Has(key))
        {
            Missing(key);
        }

        return [.. Texts(key).Select(t => Member<T>(key, t)).OfType<T>()];
    }

    public ImmutableArray<string> Texts(string key)
    {
        switch (Ask(key))
        {
            case null: return [];
            case YamlSequenceNode list when list.Children.All(c => c is YamlScalarNode { Value.Length: > 0 }):
                return [.. list.Children.Select(c => ((YamlScalarNode)c).Value!.Trim())];
            default:
                Fault(key, "", "must be a list of texts, such as [en, de]");
                return [];
        }
    }

    public ImmutableArray<YamlMap> Maps(string key)
    {
        switch (Ask(key))
        {
            case null:
                Missing(key);
                return [];
            case YamlSequenceNode list when list.Children.All(c => c is YamlMappingNode):
                return
                [
                    .. list.Children.Select((c, i) => new YamlMap(
                        _file, string.Create(CultureInfo.InvariantCulture, $"{Full(key)}[{i}]"), (YamlMappingNode)c, _faults)),
                ];
            default:
                Fault(key, "", "must be a list of mappings (each begins with a dash)");
                return [];
        }
    }

    private static bool IsPositive(Period p) => p.Years >= 0 && p.Months >= 0 && p.Weeks >= 0
        && p.Days >= 0 && p.Hours >= 0 && p.Minutes >= 0 && p.Seconds >= 0 && p.Ticks >= 0 && p.Nanoseconds >= 0
        && p != NodaTime.Period.Zero;

    private T? Member<T>(string key, string text)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (Kebab.Name(value) == text)
            {
                return value;
            }
        }

        Fault(key, text, $"must be one of: {string.Join(", ", Enum.GetValues<T>().Select(v => Kebab.Name(v)))}");
        return null;
    }

    private YamlNode? Ask(string key)
    {
        _asked.Add(key);
        return _nodes.GetValueOrDefault(key);
    }

    private string Missing(string key)
    {
        _asked.Add(key);
        if (!Has(key))
        {
            Fault(key, "", "is missing");
        }

        return "";
    }

    private string Full(string key) => _path.Length == 0 ? key : key.Length == 0 ? _path : $"{_path}.{key}";
}
