using System.Net;
using System.Net.Sockets;
using TakedownWorker.Core.Monitoring;

namespace TakedownWorker.ContactLookup;

/// <summary>
/// Opens the socket of a question. Names of servers come from answers of others, so the name is resolved once, every address must
/// be public, and the socket is connected to the very address that was checked.
/// </summary>
internal sealed class PinnedConnect(LookupSettings settings, DnsLookup dns)
{
    public const string Refused = "its address is not public";

    /// <summary>HTTP, WHOIS, HTTPS and their usual neighbours; elsewhere is somebody's other service.</summary>
    private static readonly int[] Ports = [43, 80, 443, 8080, 8443];

    /// <exception cref="LookupStoppedException">The name has no address, one that is not public, or none of them answers.</exception>
    public async Task<Stream> OpenAsync(string host, int port, CancellationToken cancellationToken)
    {
        var addresses = IPAddress.TryParse(host.Trim('[', ']'), out var literal) ? [literal] : await dns.AddressesAsync(host, cancellationToken);
        if (addresses.Length == 0)
        {
            throw new LookupStoppedException("its name has no address");
        }

        if (addresses.Any(a => !PublicAddressRule.MayFetch(a, settings.AllowedNetworks))
            || (!Ports.Contains(port) && !addresses.All(a => PublicAddressRule.IsInside(a, settings.AllowedNetworks))))
        {
            throw new LookupStoppedException(Refused);
        }

        foreach (var address in addresses.Take(4))
        {
            Socket? socket = null;
            try
            {
                socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await socket.ConnectAsync(new IPEndPoint(address, port), cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException)
            {
                // The next address is tried; a machine without IPv6 refuses already the socket.
                socket?.Dispose();
            }
            catch (OperationCanceledException)
            {
                socket?.Dispose();
                throw;
            }
        }

        throw new LookupStoppedException("no connection");
    }
}
