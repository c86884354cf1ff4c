using System.Threading;
using Amazon.Lambda.Core;

namespace A
{
    public static class Numbers
    {
        private static readonly object s_gate = new();

        public static void Bump(ref long number) => Interlocked.Increment(ref number);

        public static void Raise(ref long most, long value)
        {
            long seen;
            while (value > (seen = Volatile.Read(ref most)) && Interlocked.CompareExchange(ref most, value, seen) != seen)
            {
            }
        }

        public static void AddLocked(ref decimal sum, decimal value)
        {
            lock (s_gate)
            {
                sum += value;
            }
        }

        public static void Add(ref long sum, long value) => sum += value;

        public static void BumpOrReset(ref long number)
        {
            if (Interlocked.Increment(ref number) > 1000)
            {
                number = 0;
            }
        }
    }

    public class Function
    {
        private long _calls;
        private long _most;
        private decimal _cost;
        private long _bytes;
        private long _turns;

        public long Handle(string input, ILambdaContext context)
        {
            Numbers.Bump(ref _calls);
            Numbers.Raise(ref _most, input.Length);
            Numbers.AddLocked(ref _cost, 0.1m);
            Numbers.Add(ref {|LMI1002:_bytes|}, input.Length);
            Numbers.BumpOrReset(ref {|LMI1002:_turns|});
            Local(ref _calls);
            return Interlocked.Read(ref _calls);

            static void Local(ref long number) => Interlocked.Add(ref number, 2);
        }
    }
}
