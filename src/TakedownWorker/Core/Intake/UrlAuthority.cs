using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace TakedownWorker.Core.Intake;

/// <summary>Host (in A-labels) and port of an address, read strictly; <see cref="Fault"/> is set when they are refused.</summary>
internal sealed record UrlAuthority(string Host, int Port, UrlFault? Fault)
{
    private static readonly SearchValues<char> HostCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-._");

    private static readonly SearchValues<char> AddressCharacters = SearchValues.Create("0123456789abcdef:.");

    public static UrlAuthority Parse(string authority, string scheme)
    {
        if (authority.Contains('@', StringComparison.Ordinal))
        {
            return Refused(UrlFault.UserInfo);
        }

        var end = authority.StartsWith('[')
            ? (authority + "]").IndexOf(']', StringComparison.Ordinal) + 1
            : (authority + ":").IndexOf(':', StringComparison.Ordinal);
        end = Math.Min(end, authority.Length);
        var (host, disguise) = authority.AsSpan(0, end).ContainsAnyExceptInRange('\0', '\x7F')
            ? IdnHost.ToAscii(authority[..end])
            : (authority[..end].ToLowerInvariant(), null);
        return (disguise ?? FaultOfHost(host), PortOf(authority[end..], scheme)) switch
        {
            ({ } fault, _) => Refused(fault),
            (_, null) => Refused(UrlFault.BadPort),
            (_, { } port) => new UrlAuthority(host, port, null),
        };
    }

    private static UrlAuthority Refused(UrlFault fault) => new("", 0, fault);

    /// <summary>Empty and a lone colon mean the scheme's own port, as in browsers.</summary>
    private static int? PortOf(string text, string scheme)
    {
        if (text is "" or ":")
        {
            return string.Equals(scheme, "https", StringComparison.Ordinal) ? 443 : 80;
        }

        return text[0] == ':' && text.Length <= 6
            && int.TryParse(text.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            && port is > 0 and <= 65535
            ? port
            : null;
    }

    private static UrlFault? FaultOfHost(string host)
    {
        if (host.Length == 0)
        {
            return UrlFault.NoHost;
        }

        if (host[0] == '[')
        {
            return IsAddress6(host) ? null : UrlFault.BadHost;
        }

        var name = host.EndsWith('.') ? host[..^1] : host;
        if (host.AsSpan().ContainsAnyExcept(HostCharacters) || name.Length is 0 or > 253)
        {
            return UrlFault.BadHost;
        }

        var labels = name.Split('.');
        return labels.Any(label => label.Length is 0 or > 63) ? UrlFault.BadHost
            : LooksNumeric(labels[^1]) && !IsAddress4(host) ? UrlFault.NumericHost
            : HomographRule.Ask(name);
    }

    private static bool IsAddress6(string host) =>
        host.EndsWith(']')
        && !host.AsSpan(1, host.Length - 2).ContainsAnyExcept(AddressCharacters)
        && IPAddress.TryParse(host.AsSpan(1, host.Length - 2), out var address)
        && address.AddressFamily == AddressFamily.InterNetworkV6;

    /// <summary>Browsers read a host whose last label is a number, also octal or hexadecimal, as an IPv4 address.</summary>
    private static bool LooksNumeric(string label) =>
        label.All(char.IsAsciiDigit) || label.StartsWith("0x", StringComparison.Ordinal);

    /// <summary>Only the one spelling that every program reads alike.</summary>
    private static bool IsAddress4(string host)
    {
        var parts = host.Split('.');
        return parts.Length == 4 && parts.All(part =>
            part.Length is > 0 and <= 3 && part.All(char.IsAsciiDigit)
            && (part.Length == 1 || part[0] != '0')
            && int.Parse(part, CultureInfo.InvariantCulture) <= 255);
    }
}
