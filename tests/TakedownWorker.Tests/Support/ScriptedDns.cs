using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TakedownWorker.Tests.Support;

/// <summary>A small name server on loopback (RFC 1035), UDP only: what was scripted, else NXDOMAIN.</summary>
internal sealed class ScriptedDns : IAsyncDisposable
{
    private readonly UdpClient _socket = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly Dictionary<string, List<byte[]>> _records = new(StringComparer.OrdinalIgnoreCase);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;

    public ScriptedDns() => _loop = ServeAsync();

    public string Server => _socket.Client.LocalEndPoint!.ToString()!;

    public int Asked { get; private set; }

    /// <summary>Answers nothing at all from now on.</summary>
    public bool Silent { get; set; }

    public ScriptedDns Address(string name, string address) => Add(name, 1, IPAddress.Parse(address).GetAddressBytes());

    public ScriptedDns NameServer(string name, string server) => Add(name, 2, Name(server));

    /// <summary>The alias and, as resolvers do, the address of its target in one answer.</summary>
    public ScriptedDns Alias(string name, string target, string address)
    {
        Add(name, 1, Record(name, 5, Name(target)), whole: true);
        return Add(name, 1, Record(target, 1, IPAddress.Parse(address).GetAddressBytes()), whole: true);
    }

    public ScriptedDns Text(string name, string text) => Add(name, 16, [(byte)text.Length, .. Encoding.ASCII.GetBytes(text)]);

    public ScriptedDns Mail(string name, string server) => Add(name, 15, [0, 10, .. Name(server)]);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _socket.Dispose();
        _stop.Dispose();
    }

    private ScriptedDns Add(string name, ushort type, byte[] data, bool whole = false)
    {
        var key = $"{name} {type}";
        if (!_records.TryGetValue(key, out var list))
        {
            _records[key] = list = [];
        }

        list.Add(whole ? data : Record(name, type, data));
        return this;
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var question = await _socket.ReceiveAsync(_stop.Token);
                Asked++;
                if (!Silent)
                {
                    await _socket.SendAsync(Answer(question.Buffer), question.RemoteEndPoint, _stop.Token);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private byte[] Answer(byte[] question)
    {
        var labels = new List<string>();
        var at = 12;
        while (question[at] != 0)
        {
            labels.Add(Encoding.ASCII.GetString(question, at + 1, question[at]));
            at += question[at] + 1;
        }

        var name = string.Join('.', labels);
        var type = BinaryPrimitives.ReadUInt16BigEndian(question.AsSpan(at + 1));
        var known = _records.Keys.Any(k => k.StartsWith(name + " ", StringComparison.OrdinalIgnoreCase));
        var records = _records.GetValueOrDefault($"{name} {type}") ?? [];
        byte[] head = [question[0], question[1], 0x81, (byte)(known ? 0x80 : 0x83), 0, 1, 0, (byte)records.Count, 0, 0, 0, 0];
        return [.. head, .. question[12..(at + 5)], .. records.SelectMany(r => r)];
    }

    private static byte[] Record(string name, ushort type, byte[] data) =>
        [.. Name(name), 0, (byte)type, 0, 1, 0, 0, 0, 60, (byte)(data.Length >> 8), (byte)data.Length, .. data];

    private static byte[] Name(string name) =>
        [.. name.Split('.', StringSplitOptions.RemoveEmptyEntries).SelectMany(l => new[] { (byte)l.Length }.Concat(Encoding.ASCII.GetBytes(l))), 0];
}
