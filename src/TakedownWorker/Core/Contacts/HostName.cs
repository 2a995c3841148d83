using System.Globalization;

namespace TakedownWorker.Core.Contacts;

/// <summary>Hosts of addresses, read by hand: the platform's Uri accepts and rewrites more than a browser does.</summary>
internal static class HostName
{
    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true, AllowUnassigned = false };

    /// <summary>Host of an http or https address in lower-case ASCII, without port or trailing dot; null when there is none.</summary>
    public static string? Of(string url)
    {
        var start = url.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? 8
            : url.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? 7 : -1;
        if (start < 0)
        {
            return null;
        }

        var rest = url[start..];
        var end = rest.IndexOfAny(['/', '?', '#', '\\']);
        var authority = end < 0 ? rest : rest[..end];
        authority = authority[(authority.LastIndexOf('@') + 1)..];
        return Normalise(WithoutPort(authority));
    }

    /// <summary>Lower-case ASCII form; null for what is no host name. IPv6 literals keep their brackets.</summary>
    public static string? Normalise(string host)
    {
        var bare = host.Trim().TrimEnd('.');
        if (bare.StartsWith('[') && bare.EndsWith(']'))
        {
            return bare.ToLowerInvariant();
        }

        if (bare.Length is 0 or > 253)
        {
            return null;
        }

        if (IsPlain(bare))
        {
            return bare.ToLowerInvariant();
        }

        try
        {
            return Idn.GetAscii(bare).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>As a browser decides it: brackets, or a last label that is a number (decimal, octal or hexadecimal).</summary>
    public static bool IsIpAddress(string host)
    {
        if (host.StartsWith('['))
        {
            return true;
        }

        var last = host[(host.LastIndexOf('.') + 1)..];
        return last.Length > 0 && (last.All(char.IsAsciiDigit)
            || (last.StartsWith("0x", StringComparison.OrdinalIgnoreCase) && last.Skip(2).All(char.IsAsciiHexDigit)));
    }

    /// <summary>
    /// ASCII needs no mapping, and labels of the form xn-- are kept as they stand. An underscore is no host name by the
    /// letter, yet such hosts answer.
    /// </summary>
    private static bool IsPlain(string host)
    {
        var label = 0;
        foreach (var c in host)
        {
            label = c == '.' ? 0 : label + 1;
            if (label > 63 || !(char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_'))
            {
                return false;
            }
        }

        return true;
    }

    private static string WithoutPort(string authority)
    {
        var colon = authority.LastIndexOf(':');
        return colon < 0 || colon < authority.IndexOf(']', StringComparison.Ordinal) ? authority : authority[..colon];
    }
}
