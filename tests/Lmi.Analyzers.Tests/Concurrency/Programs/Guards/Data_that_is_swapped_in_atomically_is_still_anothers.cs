using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Amazon.Lambda.Core;

namespace Swaps
{
    public record Order(string User, int Amount, string[] Lines);

    public class Function
    {
        private static string? s_user;
        private static Order? s_order;
        private static string? s_last;
        private static int s_most;
        private static List<string> s_batch = new();
        private static readonly List<string> Lines = new();
        private static readonly List<string> Own = new();
        private static readonly List<string> Pending = new();

        public async Task<string?> User(Order order, ILambdaContext context)
        {
            Interlocked.Exchange(ref s_user, {|LMI1006:order.User|});
            await Task.Yield();
            return s_user;
        }

        public async Task<int> Amount(Order order, ILambdaContext context)
        {
            Volatile.Write(ref s_order, {|LMI1006:order|});
            await Task.Yield();
            return s_order!.Amount;
        }

        public int Most(Order order, ILambdaContext context)
        {
            int most;
            do
            {
                most = Volatile.Read(ref s_most);
            }
            while (order.Amount > most && Interlocked.CompareExchange(ref s_most, order.Amount, most) != most);
            return s_most;
        }

        public string Last(Order order, ILambdaContext context) => "before: " + Interlocked.Exchange(ref s_last, order.User);

        public int Swap(string input, ILambdaContext context)
        {
            var full = Interlocked.Exchange(ref s_batch, new List<string>());
            return full.Count + s_batch.Count;
        }

        public async Task<List<string>> Refill(Order order, ILambdaContext context)
        {
            lock (Lines)
            {
                {|LMI1006:Lines.Clear|}();
                foreach (var line in order.Lines)
                {
                    Lines.Add(line);
                }
            }

            await Task.Yield();
            lock (Lines)
            {
                return Lines.ToList();
            }
        }

        public List<string> Within(Order order, ILambdaContext context)
        {
            lock (Own)
            {
                Own.Clear();
                Own.AddRange(order.Lines);
                return Own.ToList();
            }
        }

        public async Task<int> Drain(Order order, ILambdaContext context)
        {
            List<string> batch;
            lock (Pending)
            {
                batch = Pending.ToList();
                Pending.Clear();
            }

            await Task.Yield();
            lock (Pending)
            {
                Pending.AddRange(batch.Where(static b => b.Length > 3));
                Pending.AddRange(order.Lines);
                return Pending.Count;
            }
        }
    }
}
