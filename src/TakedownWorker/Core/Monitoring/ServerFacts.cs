using System.Collections.Immutable;
using System.Net;

namespace TakedownWorker.Core.Monitoring;

/// <summary>Which server answered: facts of DNS and TLS, for people who ask who serves a page and for rules that take them as a hint.</summary>
/// <param name="Addresses">All addresses of the name, the order in which they were tried; empty where a kept connection was used.</param>
/// <param name="Tls">Null without TLS, or where a kept connection was used.</param>
internal sealed record ServerFacts(ImmutableArray<IPAddress> Addresses, TlsFacts? Tls)
{
    public static readonly ServerFacts Unknown = new([], null);
}

/// <summary>What a TLS handshake showed.</summary>
/// <param name="Protocol">As <c>Tls13</c>.</param>
/// <param name="Issuer">Organisation of the certificate's issuer, else its common name; null when it names none.</param>
/// <param name="NotBefore">First day in UTC on which the certificate holds.</param>
/// <param name="NotAfter">Last day in UTC on which the certificate holds.</param>
internal sealed record TlsFacts(string Protocol, string? Issuer, NodaTime.LocalDate NotBefore, NodaTime.LocalDate NotAfter);
