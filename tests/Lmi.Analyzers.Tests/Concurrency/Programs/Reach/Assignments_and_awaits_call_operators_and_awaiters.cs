using System;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using Amazon.Lambda.Core;

namespace A
{
    public readonly struct Amount
    {
        private static int s_sums;
        private static int s_steps;
        private static int s_unused;

        public static Amount operator +(Amount a, Amount b)
        {
            {|LMI1002:s_sums++|};
            return a;
        }

        public static Amount operator ++(Amount a)
        {
            {|LMI1002:s_steps++|};
            return a;
        }

        public static Amount operator -(Amount a, Amount b)
        {
            s_unused++;
            return a;
        }
    }

    public class Turn
    {
        private static int s_asked;

        public TurnAwaiter GetAwaiter()
        {
            {|LMI1002:s_asked++|};
            return new TurnAwaiter();
        }
    }

    public readonly struct TurnAwaiter : INotifyCompletion
    {
        private static int s_got;

        public bool IsCompleted => true;

        public void OnCompleted(Action continuation) => continuation();

        public void GetResult()
        {
            {|LMI1002:s_got++|};
        }
    }

    public class Function
    {
        public async Task<Amount> Handle(string input, ILambdaContext context)
        {
            var amount = new Amount();
            amount += new Amount();
            amount++;
            await new Turn();
            return amount;
        }
    }
}
