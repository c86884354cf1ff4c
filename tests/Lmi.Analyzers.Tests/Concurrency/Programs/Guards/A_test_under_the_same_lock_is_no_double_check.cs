using System.Collections.Generic;
using Amazon.Lambda.Core;

namespace A
{
    public class Function
    {
        private static readonly object s_gate = new();
        private static readonly object s_other = new();
        private static Dictionary<string, int> s_areas;
        private static Dictionary<string, int> s_streets;

        public int Handle(string input, ILambdaContext context) => Areas().Count + Streets().Count;

        private static Dictionary<string, int> Areas()
        {
            lock (s_gate)
            {
                if (s_areas == null)
                {
                    lock (s_gate)
                    {
                        s_areas = new();
                        s_areas["north"] = 1;
                    }
                }

                return s_areas;
            }
        }

        // Somebody may look while it is filled: the test is under a lock that the filling does not wait for.
        private static Dictionary<string, int> Streets()
        {
            if (s_streets == null)
            {
                lock (s_other)
                {
                    {|LMI1003:s_streets|} = new();
                    s_streets["first"] = 1;
                }
            }

            return s_streets;
        }
    }
}
