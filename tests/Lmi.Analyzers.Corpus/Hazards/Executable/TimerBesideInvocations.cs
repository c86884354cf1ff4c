using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Amazon.Lambda.Core;

namespace Corpus.Hazards.TimerBesideInvocations;

/// <summary>A timer and a task started at init run beside the invocations: they may swap a reference, not change a collection in place.</summary>
public class Function
{
    private static readonly Dictionary<string, int> Quotas = new() { ["default"] = 10 };
    private static readonly List<string> Blocked = [];
    private static volatile IReadOnlyList<string> s_allowed = [];
    private readonly Timer _timer;
    private readonly Task _loop;
    private int _ticks;

    public Function()
    {
        Quotas["extra"] = 1;
        _timer = new Timer(_ => Refresh(), null, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        _loop = Task.Run(RefreshAllowedAsync);
    }

    public int Handle(string client, ILambdaContext context)
    {
        if (Blocked.Contains(client))
        {
            return 0;
        }

        foreach (var allowed in s_allowed)
        {
            if (allowed == client)
            {
                return int.MaxValue;
            }
        }

        return Quotas.TryGetValue(client, out var quota) ? quota : Quotas["default"];
    }

    private void Refresh()
    {
        _ticks++;
        Quotas["default"] = 10 + _ticks; //! LMI1001
        if (_ticks % 10 == 0)
        {
            Blocked.Clear(); //! LMI1001
        }
    }

    private static async Task RefreshAllowedAsync()
    {
        while (true)
        {
            var fresh = new List<string> { "internal" };
            fresh.Add(Environment.MachineName);
            s_allowed = fresh;
            await Task.Delay(TimeSpan.FromMinutes(1));
        }
    }
}
