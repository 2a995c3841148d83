using System.Collections;
using System.Globalization;
using System.Reflection;

namespace TakedownWorker.Hosting;

/// <summary>One thing that is wrong with the configuration: the key, the value seen (never a secret or personal), and the cure.</summary>
internal sealed record ConfigurationFault(string Key, string Problem)
{
    public override string ToString() => $"{Key}: {Problem}";
}

/// <summary>
/// Binds a section to an options object and lists every fault at once. By hand, because the framework's binder stops at
/// the first unknown key and reads "48:00:00" as 48 days.
/// </summary>
internal sealed class OptionBinder
{
    public List<ConfigurationFault> Faults { get; } = [];

    public void Bind(object target, IConfigurationSection section)
    {
        foreach (var child in section.GetChildren())
        {
            var property = target.GetType().GetProperty(child.Key, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase);
            if (property is null || !property.CanWrite)
            {
                Faults.Add(new(child.Path, $"unknown key. Known here: {string.Join(", ", Keys(target.GetType()))}."));
                continue;
            }

            BindProperty(target, property, child);
        }
    }

    public static IEnumerable<string> Keys(Type type) => type
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(p => p.CanWrite)
        .Select(p => p.Name);

    private void BindProperty(object target, PropertyInfo property, IConfigurationSection section)
    {
        var type = property.PropertyType;
        if (IsLeaf(type))
        {
            if (section.GetChildren().Any())
            {
                Faults.Add(new(section.Path, "holds further keys, but takes one value."));
            }
            else if (TryRead(section, type, out var value))
            {
                property.SetValue(target, value);
            }
        }
        else if (property.GetValue(target) is IList list)
        {
            BindList(list, type.GetGenericArguments()[0], section);
        }
        else if (property.GetValue(target) is Dictionary<string, string> map)
        {
            BindMap(map, section);
        }
        else if (HasNoValue(section))
        {
            Bind(property.GetValue(target)!, section);
        }
    }

    private void BindMap(Dictionary<string, string> map, IConfigurationSection section)
    {
        if (!HasNoValue(section))
        {
            return;
        }

        foreach (var entry in section.GetChildren())
        {
            if (entry.GetChildren().Any())
            {
                Faults.Add(new(entry.Path, "holds further keys, but takes one value."));
            }

            map[entry.Key] = entry.Value ?? "";
        }
    }

    private void BindList(IList list, Type element, IConfigurationSection section)
    {
        if (!HasNoValue(section))
        {
            return;
        }

        foreach (var entry in section.GetChildren())
        {
            if (!int.TryParse(entry.Key, CultureInfo.InvariantCulture, out _))
            {
                Faults.Add(new(entry.Path, "is a list: its entries are numbered 0, 1, …"));
            }
            else if (IsLeaf(element))
            {
                if (TryRead(entry, element, out var value))
                {
                    list.Add(value);
                }
            }
            else
            {
                var item = Activator.CreateInstance(element)!;
                Bind(item, entry);
                list.Add(item);
            }
        }
    }

    // An empty JSON list or object arrives as an empty value.
    private bool HasNoValue(IConfigurationSection section)
    {
        if (string.IsNullOrEmpty(section.Value))
        {
            return true;
        }

        Faults.Add(new(section.Path, $"takes further keys, not a value of its own."));
        return false;
    }

    private bool TryRead(IConfigurationSection section, Type type, out object? value)
    {
        var text = section.Value ?? "";
        value = type switch
        {
            _ when type == typeof(string) => text,
            _ when type == typeof(int) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n) ? n : null,
            _ when type == typeof(bool) => bool.TryParse(text, out var b) ? b : null,
            _ => Enum.GetNames(type).Contains(text, StringComparer.OrdinalIgnoreCase) ? Enum.Parse(type, text, ignoreCase: true) : null,
        };
        if (value is null)
        {
            Faults.Add(new(section.Path, $"'{text}' is not {Expected(type)}."));
        }

        return value is not null;
    }

    private static bool IsLeaf(Type type) => type == typeof(string) || type == typeof(int) || type == typeof(bool) || type.IsEnum;

    private static string Expected(Type type) => type switch
    {
        _ when type == typeof(int) => "a whole number",
        _ when type == typeof(bool) => "true or false",
        _ => "one of " + string.Join(", ", Enum.GetNames(type)),
    };
}
