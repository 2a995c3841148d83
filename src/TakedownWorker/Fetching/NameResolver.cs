using System.Net;
using System.Net.Sockets;
using TakedownWorker.Core.Monitoring;

namespace TakedownWorker.Fetching;

/// <summary>Which addresses a host name has now.</summary>
internal interface INameResolver
{
    /// <exception cref="LookStoppedException">The name has no address (<see cref="LookFailure.DnsFailure"/>).</exception>
    ValueTask<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken);
}

/// <summary>The configured host map, else the machine's own resolver.</summary>
internal sealed class SystemResolver(FetchSettings settings) : INameResolver
{
    public async ValueTask<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        if (settings.HostMap.TryGetValue(host, out var mapped))
        {
            // The map is for tests: it must never send a real site's traffic elsewhere.
            return PublicAddressRule.IsInside(mapped, settings.AllowedNetworks)
                ? [mapped]
                : throw new LookStoppedException(LookFailure.PrivateAddress);
        }

        try
        {
            return await Dns.GetHostAddressesAsync(host, cancellationToken);
        }
        catch (SocketException e)
        {
            throw new LookStoppedException(LookFailure.DnsFailure, e);
        }
    }
}
