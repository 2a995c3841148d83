using System.Collections.Frozen;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using TakedownWorker.Core.Monitoring;
using TakedownWorker.Takedowns;

namespace TakedownWorker.Fetching;

/// <summary>
/// Opens the socket of a look. The name is resolved once, every address of the answer must pass, and the socket is
/// connected to the very address that was checked: a second DNS answer has no moment to slip in.
/// </summary>
internal sealed class SafeConnect(
    INameResolver resolver,
    FetchSettings settings,
    FetchLimits limits,
    [FromKeyedServices(Clocks.Machine)] TimeProvider machine)
{
    /// <summary>Where websites are; an open port elsewhere on a public host is somebody's service, not a page.</summary>
    private static readonly FrozenSet<int> WebPorts = new[] { 80, 443, 8080, 8443 }.ToFrozenSet();

    /// <summary>Connections that one request may open.</summary>
    private const int MostConnects = 3;

    /// <summary>The proxy of a vantage; null: straight from this machine.</summary>
    public VantageProxy? Through { get; set; }

    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var notes = ConnectionNotes.Of(context.InitialRequestMessage);
        StopRepeats(notes);
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = await AddressesAsync(host, cancellationToken);
        Check(addresses, port);
        notes?.Resolved(addresses);
        LookStoppedException? last = null;
        foreach (var address in addresses)
        {
            try
            {
                return await ConnectOneAsync(new IPEndPoint(address, port), cancellationToken);
            }
            catch (LookStoppedException e)
            {
                last = e;
            }
        }

        throw last ?? new LookStoppedException(LookFailure.DnsFailure);
    }

    /// <summary>
    /// A look is one attempt, but not one connect: the pool opens connections on behalf of a request that another
    /// connection then serves, and opens one again when a kept one was closed from afar (RFC 9112 section 9.3.1). The bound
    /// is for a server that closes each without an answer.
    /// </summary>
    private static void StopRepeats(ConnectionNotes? notes)
    {
        if (notes?.Connecting() > MostConnects)
        {
            throw new LookStoppedException(LookFailure.ConnectFailure);
        }
    }

    private async ValueTask<IReadOnlyList<IPAddress>> AddressesAsync(string host, CancellationToken cancellationToken)
    {
        var found = IPAddress.TryParse(host, out var literal)
            ? [literal]
            : await resolver.ResolveAsync(host, cancellationToken);
        return [.. found.Select(address => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).Distinct()];
    }

    private void Check(IReadOnlyList<IPAddress> addresses, int port)
    {
        if (addresses.Any(address => !PublicAddressRule.MayFetch(address, settings.AllowedNetworks)))
        {
            throw new LookStoppedException(LookFailure.PrivateAddress);
        }

        if (!WebPorts.Contains(port)
            && !addresses.All(address => PublicAddressRule.IsInside(address, settings.AllowedNetworks)))
        {
            throw new LookStoppedException(LookFailure.PortRefused);
        }
    }

    private async Task<Stream> ConnectOneAsync(IPEndPoint place, CancellationToken cancellationToken)
    {
        using var timed = new CancellationTokenSource(limits.ConnectEach, machine);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timed.Token, cancellationToken);
        Socket? socket = null;
        try
        {
            if (Through is { } proxy)
            {
                return await proxy.OpenAsync(place, either.Token);
            }

            // A machine without IPv6 refuses already the socket.
            socket = new Socket(place.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(place, either.Token);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (Exception e)
        {
            socket?.Dispose();
            throw e switch
            {
                SocketException => new LookStoppedException(LookFailure.ConnectFailure, e),
                OperationCanceledException when !cancellationToken.IsCancellationRequested =>
                    new LookStoppedException(LookFailure.Timeout, e),
                _ => e,
            };
        }
    }
}
