using System.Collections.Concurrent;
using System.Collections.Generic;
using Amazon.Lambda.Core;
using Amazon.Lambda.DynamoDBEvents;

namespace Corpus.Clean.LockPerKey;

/// <summary>Each account is its own lock: the list inside is only touched under the lock of the object that holds it.</summary>
public class Function
{
    private static readonly ConcurrentDictionary<string, Account> s_accounts = new();

    private sealed class Account
    {
        private readonly object _gate = new();
        private readonly List<string> _entries = [];
        private decimal _balance;

        public decimal Post(string entry, decimal amount)
        {
            lock (_gate)
            {
                _entries.Add(entry);
                _balance += amount;
                return _balance;
            }
        }
    }

    public decimal Handle(DynamoDBEvent evt, ILambdaContext context)
    {
        var highest = 0m;
        foreach (var record in evt.Records)
        {
            var image = record.Dynamodb.NewImage;
            var account = s_accounts.GetOrAdd(image["account"].S, static _ => new Account());
            var balance = account.Post(record.EventID, decimal.Parse(image["amount"].N));
            if (balance > highest)
            {
                highest = balance;
            }
        }

        return highest;
    }
}
