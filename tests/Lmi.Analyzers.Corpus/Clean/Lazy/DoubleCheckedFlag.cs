using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Amazon.Lambda.Core;
using Amazon.Lambda.SQSEvents;

namespace Corpus.Clean.DoubleCheckedFlag;

/// <summary>A separate flag, volatile and set last, so that who sees it set sees the values too.</summary>
public class Function
{
    private readonly object _gate = new();
    private readonly SemaphoreSlim _asyncGate = new(1, 1);
    private readonly Dictionary<string, int> _priorities = [];
    private volatile bool _ready;
    private volatile bool _connected;
    private string _endpoint = "";
    private decimal _limit;

    public async Task<int> Handle(SQSEvent batch, ILambdaContext context)
    {
        EnsureTables();
        await EnsureConnectedAsync();
        var sum = 0;
        foreach (var record in batch.Records)
        {
            sum += _priorities.GetValueOrDefault(record.EventSource) + _endpoint.Length + (int)_limit;
        }

        return sum;
    }

    private void EnsureTables()
    {
        if (_ready)
        {
            return;
        }

        lock (_gate)
        {
            if (_ready)
            {
                return;
            }

            _priorities["gold"] = 3;
            _priorities["silver"] = 2;
            _limit = 99.5m;
            _ready = true;
        }
    }

    private async Task EnsureConnectedAsync()
    {
        if (!_connected)
        {
            await _asyncGate.WaitAsync();
            try
            {
                if (!_connected)
                {
                    _endpoint = await ResolveAsync();
                    _connected = true;
                }
            }
            finally
            {
                _asyncGate.Release();
            }
        }
    }

    private static async Task<string> ResolveAsync()
    {
        await Task.Delay(10);
        return "https://orders.internal";
    }
}
